package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A kind of voucher that the program issues.
 *
 * @param code the definition's code
 * @param kind what it takes off
 * @param value money for {@code AMOUNT_OFF}, percent for {@code PERCENT_OFF}; unused for {@code GIFT}
 * @param minSpend what the eligible lines must come to, before any voucher
 * @param validity how long it may be used from the day of issue; null where it never ends
 * @param stackable whether it goes with any other voucher
 * @param excludedCategories categories whose lines are not eligible
 * @param onlyCategories where not empty, the only categories whose lines are eligible
 */
public record VoucherDefinition(
        String code,
        Kind kind,
        BigDecimal value,
        BigDecimal minSpend,
        @Nullable Period validity,
        boolean stackable,
        Set<String> excludedCategories,
        Set<String> onlyCategories) {

    /** What a voucher takes off a purchase. */
    public enum Kind {
        /** A fixed amount of money. */
        AMOUNT_OFF,
        /** A percentage of what is left. */
        PERCENT_OFF,
        /** Nothing: it is handed in for a gift. */
        GIFT
    }

    public VoucherDefinition {
        // In order, so that equal definitions read alike in every process.
        excludedCategories = Collections.unmodifiableSortedSet(new TreeSet<>(excludedCategories));
        onlyCategories = Collections.unmodifiableSortedSet(new TreeSet<>(onlyCategories));
    }
}
