package org.loyaltyrules.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.explanation.Distance;
import org.loyaltyrules.explanation.Distance.Unit;
import org.loyaltyrules.rules.Expression.Operator;

/**
 * How far values are from what a comparison wants.
 *
 * @param unit of the value that is compared
 * @param step the smallest change of it; null where there is none, as for a quotient
 */
record Measure(Unit unit, @Nullable BigDecimal step) {

    private static final BigDecimal MINUTE =
            BigDecimal.valueOf(ChronoUnit.MINUTES.getDuration().toNanos());

    private static final Pattern ACCUMULATED = Pattern.compile("(?:sum|min|max|average)\\((.*)\\)");

    /** The measure of a value that an expression gives; null for remainders, which are never near. */
    static @Nullable Measure of(Operand value, int fractionDigits) {
        if (value.text().contains("%")) {
            return null;
        }
        Unit unit = unit(value.text());
        if (unit == Unit.MONEY) {
            return new Measure(unit, BigDecimal.ONE.movePointLeft(fractionDigits));
        }
        return new Measure(unit, value.type().is(Type.Kind.INTEGER) ? BigDecimal.ONE : null);
    }

    /** By the last word of a path such as {@code member.spend.lastDays(30;)}. */
    private static Unit unit(String text) {
        String path = text.replaceFirst("^(!\\.)?(#[0-9]+\\.)?(\\[[0-9]+])?", "");
        Matcher accumulated = ACCUMULATED.matcher(path);
        if (accumulated.matches()) {
            return unit(accumulated.group(1));
        }
        if (!path.matches("[\\w.\\[\\]]+(\\(.*\\))?")) {
            return Unit.NUMBER;
        }
        if (path.matches("(.*\\.)?(spend\\..*|amount|payable|missing\\(\"spend.*)")) {
            return Unit.MONEY;
        }
        if (path.matches("(.*\\.)?(purchases\\..*|missing\\(\"purchases.*)")) {
            return Unit.PURCHASES;
        }
        if (path.matches("(.*\\.)?referrals\\..*")) {
            return Unit.REFERRALS;
        }
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "points", "pendingPoints" -> Unit.POINTS;
            case "count", "countThisMonth" -> Unit.REFERRALS;
            case "quantity" -> Unit.PIECES;
            case "rank" -> Unit.PLACES;
            case "daysEnrolled", "daysToBirthday", "inactiveDays" -> Unit.DAYS;
            case "dayOfMonth" -> Unit.DAYS;
            case "month" -> Unit.MONTHS;
            case "hour" -> Unit.HOURS;
            case "minute" -> Unit.MINUTES;
            default -> Unit.NUMBER;
        };
    }

    /**
     * What must be added to the value for the comparison to hold.
     *
     * @return null where the two have no distance
     */
    @Nullable
    Distance distance(@Nullable Object met, Operator operator, @Nullable Object wanted) {
        if (met == null || wanted == null || operator != Operator.EQUAL && !operator.isOrder()) {
            return null;
        }
        if (met instanceof LocalDate day && wanted instanceof LocalDate bound) {
            BigDecimal days = BigDecimal.valueOf(bound.toEpochDay() - day.toEpochDay());
            return new Distance(change(days, operator, BigDecimal.ONE), Unit.DAYS);
        }
        if (met instanceof LocalTime time && wanted instanceof LocalTime bound) {
            BigDecimal nanos = BigDecimal.valueOf(bound.toNanoOfDay() - time.toNanoOfDay());
            BigDecimal change = operator == Operator.EQUAL
                    ? nanos.divide(MINUTE, 0, RoundingMode.UP).multiply(MINUTE)
                    : change(nanos, operator, MINUTE);
            return new Distance(change.divide(MINUTE, 0, RoundingMode.UNNECESSARY), Unit.MINUTES);
        }
        BigDecimal value = number(met);
        BigDecimal bound = number(wanted);
        return value == null || bound == null
                ? null
                : new Distance(change(bound.subtract(value), operator, step), unit);
    }

    private static @Nullable BigDecimal number(Object value) {
        return value instanceof Long || value instanceof BigDecimal ? Evaluator.decimal(value) : null;
    }

    /** The smallest multiple of the step that takes a value past a bound that is {@code difference} away. */
    private static BigDecimal change(BigDecimal difference, Operator operator, @Nullable BigDecimal step) {
        if (step == null || operator == Operator.EQUAL) {
            return difference;
        }
        BigDecimal below = difference.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        BigDecimal above = difference.divide(step, 0, RoundingMode.CEILING).multiply(step);
        return switch (operator) {
            case GREATER -> below.add(step);
            case GREATER_OR_EQUAL -> above;
            case LESS -> above.subtract(step);
            default -> below;
        };
    }
}
