package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.ProgramDefinition;

/** Reads text literals as what they are compared with: dates, times, numbers, and words of a closed set. */
final class Coercion {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");

    private Coercion() {}

    /** The operand, or where it is a text literal the value that it stands for beside something of that type. */
    static Operand literal(Operand operand, Type other, ProgramDefinition program) {
        if (!(operand.constantValue() instanceof String text)) {
            return operand;
        }
        return switch (other.kind()) {
            case DATE -> Operand.constant(operand.source(), Type.DATE, date(operand, text));
            case TIME -> Operand.constant(operand.source(), Type.TIME, time(operand, text));
            case INTEGER, DECIMAL -> number(operand, text);
            case TEXT -> {
                if (other.domain() != null) {
                    requireWord(operand, text, other.domain(), program);
                }
                yield operand;
            }
            default -> operand;
        };
    }

    private static LocalDate date(Operand operand, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw ProblemException.at(
                    operand.source(), "malformed-date", "'" + text + "' is not a date", "write it as \"2026-06-01\"");
        }
    }

    private static LocalTime time(Operand operand, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException malformed) {
            throw ProblemException.at(
                    operand.source(), "malformed-time", "'" + text + "' is not a time", "write it as \"20:30\"");
        }
    }

    private static Operand number(Operand operand, String text) {
        BigDecimal number = decimal(text);
        if (number == null) {
            throw ProblemException.at(
                    operand.source(),
                    "not-comparable",
                    "a number cannot be compared with the text \"" + text + "\"",
                    "write a number, such as 99.5");
        }
        boolean whole = number.scale() == 0 && number.precision() < 19;
        return whole
                ? Operand.constant(operand.source(), Type.INTEGER, number.longValueExact())
                : Operand.constant(operand.source(), Type.DECIMAL, number);
    }

    /** A number in plain digits; null for all else, such as exponents, with which a few signs make gigabytes. */
    static @Nullable BigDecimal decimal(String text) {
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static void requireWord(Operand operand, String text, Domain domain, ProgramDefinition program) {
        Collection<String> words = domain.words(program);
        if (!words.contains(text)) {
            throw ProblemException.at(
                    operand.source(),
                    "never-equal",
                    "there is no " + domain.word() + " '" + text + "'",
                    DidYouMean.hint(text, words));
        }
    }
}
