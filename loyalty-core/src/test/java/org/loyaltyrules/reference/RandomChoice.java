package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Seeded choices, and the words that random programs and random events have in common. */
final class RandomChoice {

    static final List<String> CHANNELS = List.of("APP", "STORE", "WEB");
    static final List<String> STORES = List.of("S1", "S2");
    static final List<String> SKUS = List.of("SKU1", "SKU2", "SKU3", "FEE");
    static final List<String> CATEGORIES = List.of("FOOD", "FRESH", "PHONE");
    static final List<String> BRANDS = List.of("ACME", "ZENITH");
    static final List<String> LINE_TAGS = List.of("SPECIAL", "FLASH");
    static final List<String> MEMBER_TAGS = List.of("NEW", "VALUED", "DORMANT");
    static final List<String> SEGMENTS = List.of("A", "B");
    static final List<String> ACTIONS = List.of("REVIEW", "SHARE", "CHECK_IN");
    /** Amounts in units of money; events hit them exactly or miss them by a cent. */
    static final List<String> AMOUNTS = List.of(
            "0", "1", "5", "10", "20", "33.33", "40.50", "49.50", "50", "66.67", "99.99", "100", "120", "250", "500");

    private final Random random;

    RandomChoice(Random random) {
        this.random = random;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From least to most, both included. */
    int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    BigDecimal amount(int fractionDigits) {
        return new BigDecimal(of(AMOUNTS)).setScale(fractionDigits, RoundingMode.HALF_UP);
    }

    BigDecimal decimal(String... choices) {
        return new BigDecimal(of(choices));
    }
}
