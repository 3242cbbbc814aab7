package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.fact.LineItem;
import org.loyaltyrules.program.ProgramDefinition;

/** What an argument of an award must be. Messages say what is expected and never quote a value. */
enum AwardParameter {
    LINE("a LineItem"),
    RATE("a rate of 0 or more"),
    FACTOR("a factor of more than 0"),
    PERCENT("a percentage of more than 0 and at most 100"),
    POINTS("a whole number of points, 0 or more"),
    PIECES("a whole number of pieces, 1 or more"),
    VOUCHER("the code of a voucher of the program"),
    TIER("the code of a tier of the program"),
    CODE("a text that is not empty"),
    PERIOD("a period such as \"P30D\" or \"P1Y\""),
    VALUES("text, numbers, dates, and true or false");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final String expected;

    AwardParameter(String expected) {
        this.expected = expected;
    }

    /** For "expected …". */
    String expected() {
        return expected;
    }

    /** Whether an argument of that type can be legal. */
    boolean accepts(Type type) {
        return switch (this) {
            case LINE -> type.fact() == FactKind.LINE_ITEM;
            case RATE, FACTOR, PERCENT -> type.isNumber() || type.is(Type.Kind.TEXT);
            case POINTS, PIECES -> type.isNumber();
            case VOUCHER, TIER, CODE, PERIOD -> type.is(Type.Kind.TEXT);
            case VALUES ->
                type.isNumber() || type.is(Type.Kind.TEXT) || type.is(Type.Kind.DATE) || type.is(Type.Kind.BOOLEAN);
        };
    }

    /** The codes that there are; null where any text will do. */
    @Nullable
    Collection<String> codes(ProgramDefinition program) {
        return switch (this) {
            case VOUCHER -> program.vouchers().keySet();
            case TIER -> program.tiers();
            default -> null;
        };
    }

    /** What the award is made with; null where the value is illegal. */
    @Nullable
    Object legal(@Nullable Object value, ProgramDefinition program) {
        return switch (this) {
            case LINE -> value instanceof LineItem line ? (Integer) line.index() : null;
            case RATE -> decimal(value, false, null);
            case FACTOR -> decimal(value, true, null);
            case PERCENT -> decimal(value, true, HUNDRED);
            case POINTS -> whole(value, 0);
            case PIECES -> whole(value, 1);
            case VOUCHER, TIER -> {
                Collection<String> codes = codes(program);
                yield value instanceof String code && codes != null && codes.contains(code) ? code : null;
            }
            case CODE -> value instanceof String text && !text.isBlank() ? text : null;
            case PERIOD -> period(value);
            case VALUES -> value == null ? "" : value;
        };
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value, boolean positive, @Nullable BigDecimal most) {
        BigDecimal number = value instanceof String text ? Coercion.decimal(text) : Evaluator.decimal(value);
        if (number == null || number.signum() < (positive ? 1 : 0) || most != null && number.compareTo(most) > 0) {
            return null;
        }
        return number;
    }

    private static @Nullable Long whole(@Nullable Object value, long least) {
        Long number;
        if (value instanceof BigDecimal decimal) {
            try {
                number = decimal.longValueExact();
            } catch (ArithmeticException fraction) {
                return null;
            }
        } else {
            number = (Long) value;
        }
        return number == null || number < least ? null : number;
    }

    private static @Nullable Period period(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            Period period = Period.parse(text);
            boolean backward =
                    period.isNegative() || LocalDate.EPOCH.plus(period).isBefore(LocalDate.EPOCH);
            return backward ? null : period;
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
