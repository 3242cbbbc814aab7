package org.loyaltyrules.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a number can be, whatever happens.
 *
 * @param low the least that it is; null for no bound
 * @param high the most that it is; null for no bound
 */
record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) {

    static Range of(long low, long high) {
        return new Range(BigDecimal.valueOf(low), BigDecimal.valueOf(high));
    }

    static Range atLeast(long low) {
        return new Range(BigDecimal.valueOf(low), null);
    }

    boolean contains(BigDecimal number) {
        return (low == null || number.compareTo(low) >= 0) && (high == null || number.compareTo(high) <= 0);
    }

    /** As it is told: "from 1 to 12", "0 or more". */
    String words() {
        if (high == null) {
            return low + " or more";
        }
        return "from " + low + " to " + high;
    }

    /** The range of a property or method of such a value; null where none is known for certain. */
    static @Nullable Range of(Type owner, String word) {
        if (owner.fact() != null) {
            return ofFact(owner.fact(), word);
        }
        return switch (owner.kind()) {
            // Returns take off what purchases brought, never more.
            case AMOUNTS, NUMBERS -> atLeast(0);
            case DATE ->
                switch (word) {
                    case "monthValue" -> of(1, 12);
                    case "dayOfMonth" -> of(1, 31);
                    case "dayOfYear" -> of(1, 366);
                    case "lengthOfMonth" -> of(28, 31);
                    default -> null;
                };
            case TIME ->
                switch (word) {
                    case "hour" -> of(0, 23);
                    case "minute", "second" -> of(0, 59);
                    default -> null;
                };
            case LINES -> word.equals("size") ? atLeast(1) : null;
            case TEXT -> word.equals("length") ? atLeast(0) : null;
            case TEXTS, ATTRIBUTES -> word.equals("size") ? atLeast(0) : null;
            default -> null;
        };
    }

    private static @Nullable Range ofFact(FactKind fact, String word) {
        return switch (word) {
            case "hour" -> of(0, 23);
            case "minute" -> of(0, 59);
            case "dayOfMonth" -> of(1, 31);
            case "month" -> of(1, 12);
            case "quantity", "count", "rank" -> atLeast(1);
            case "amount", "payable", "missing", "value", "countThisMonth", "pendingPoints" -> atLeast(0);
            case "daysEnrolled", "inactiveDays" -> atLeast(0);
            case "daysToBirthday" -> of(-1, 366);
            case "bucket" -> of(0, 99);
            // A member's points can be negative after a return.
            case "points" -> fact == FactKind.REDEMPTION ? atLeast(0) : fact == FactKind.TRANSFER ? atLeast(1) : null;
            default -> null;
        };
    }
}
