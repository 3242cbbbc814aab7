package org.loyaltyrules.explanation;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and distances as people say them, in English. */
final class Words {

    private final String currency;

    Words(String currency) {
        this.currency = currency;
    }

    /** A value. */
    static String value(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> several) {
            return several.isEmpty()
                    ? "nothing"
                    : several.stream().map(Words::value).collect(Collectors.joining(", "));
        }
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }

    /** A number without needless zeros. */
    static String number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** An amount of something, without its sign. */
    String amount(Distance distance) {
        BigDecimal amount = distance.amount().abs();
        if (distance.unit() == Distance.Unit.MONEY) {
            return amount.toPlainString() + " " + currency;
        }
        String word = distance.unit().word(amount);
        return number(amount) + (word.isEmpty() ? "" : " " + word);
    }

    /**
     * How far a value was off.
     *
     * @param moment whether the value is one of the calendar or the clock
     */
    String off(Distance distance, boolean moment) {
        boolean low = distance.amount().signum() > 0;
        if (distance.amount().signum() == 0) {
            return "just not enough";
        }
        String way = moment
                ? low ? "too early" : "too late"
                : switch (distance.unit()) {
                    case MONEY, NUMBER -> low ? "too little" : "too much";
                    case TIERS -> low ? "too low" : "too high";
                    case PLACES -> low ? "too far up" : "too far down";
                    default -> low ? "too few" : "too many";
                };
        return amount(distance) + " " + way;
    }

    /** So many of something: {@code LineItem}, {@code 3 LineItems}. */
    static String plural(int count, String kind) {
        return count == 1 ? "1 " + kind : count + " " + kind + "s";
    }
}
