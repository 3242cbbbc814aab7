package org.loyaltyrules.event;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member buys.
 *
 * @param lines at least one; a purchase given by its amount alone has one line that says nothing else
 * @param channel where it was made, as the host names it
 * @param store the store's code
 * @param currency ISO 4217; null: the program's
 * @param vouchers codes of vouchers to use, in this order
 * @param pointsToSpend points to pay with, 0 or more
 */
public record Purchase(
        String id,
        OffsetDateTime at,
        String member,
        List<Line> lines,
        @Nullable String channel,
        @Nullable String store,
        @Nullable String currency,
        List<String> vouchers,
        long pointsToSpend)
        implements MemberEvent {

    /**
     * One line of a purchase.
     *
     * @param quantity pieces, 1 or more
     * @param amount money for all pieces of the line, before any discount, 0 or more
     * @param availableFrom the first day on which it is on sale
     */
    public record Line(
            @Nullable String sku,
            @Nullable String category,
            @Nullable String brand,
            long quantity,
            BigDecimal amount,
            Set<String> tags,
            @Nullable LocalDate availableFrom) {

        public Line {
            Field.atLeast("quantity", quantity, 1);
            amount = Field.amount("amount", amount);
            tags = Field.set("tags", tags);
        }

        /** One piece of which nothing but the amount is known. */
        public static Line of(BigDecimal amount) {
            return new Line(null, null, null, 1, amount, Set.of(), null);
        }

        /**
         * Some pieces of a product.
         *
         * @param amount of all of them together, a decimal number such as {@code "61.00"}
         */
        public static Line of(String sku, String category, long quantity, String amount) {
            return of(sku, category, quantity, Field.amount("amount", amount));
        }

        /**
         * Some pieces of a product.
         *
         * @param amount of all of them together
         */
        public static Line of(String sku, String category, long quantity, BigDecimal amount) {
            return new Line(sku, category, null, quantity, amount, Set.of(), null);
        }

        /** The same of a brand. */
        public Line brand(String brand) {
            return new Line(sku, category, brand, quantity, amount, tags, availableFrom);
        }

        /** The same with these tags. */
        public Line tags(Set<String> tags) {
            return new Line(sku, category, brand, quantity, amount, tags, availableFrom);
        }

        /** The same with the first day on which it is on sale. */
        public Line availableFrom(LocalDate availableFrom) {
            return new Line(sku, category, brand, quantity, amount, tags, availableFrom);
        }
    }

    public Purchase {
        Field.text("id", id);
        Field.at(at);
        Field.text("member", member);
        lines = Field.items("lines", lines);
        if (lines.isEmpty()) {
            throw new EventFormatException("lines", "must have at least one line");
        }
        vouchers = Field.items("vouchers", vouchers);
        Field.atLeast("pointsToSpend", pointsToSpend, 0);
    }

    /**
     * A purchase given by its amount alone.
     *
     * @param amount before any discount, a decimal number such as {@code "128.00"}
     * @throws EventFormatException where it is none
     */
    public static Purchase of(String id, OffsetDateTime at, String member, String amount) {
        return of(id, at, member, Field.amount("amount", amount));
    }

    /**
     * A purchase given by its amount alone.
     *
     * @param amount before any discount
     */
    public static Purchase of(String id, OffsetDateTime at, String member, BigDecimal amount) {
        return of(id, at, member, List.of(Line.of(amount)));
    }

    /** A purchase given by its lines. */
    public static Purchase of(String id, OffsetDateTime at, String member, List<Line> lines) {
        return new Purchase(id, at, member, lines, null, null, null, List.of(), 0);
    }

    /** The sum of the lines. */
    public BigDecimal amount() {
        BigDecimal sum = lines.get(0).amount();
        for (int i = 1; i < lines.size(); i++) {
            sum = sum.add(lines.get(i).amount());
        }
        return sum;
    }

    /** The same with a channel. */
    public Purchase channel(String channel) {
        return new Purchase(id, at, member, lines, channel, store, currency, vouchers, pointsToSpend);
    }

    /** The same with a store. */
    public Purchase store(String store) {
        return new Purchase(id, at, member, lines, channel, store, currency, vouchers, pointsToSpend);
    }

    /** The same with a currency. */
    public Purchase currency(String currency) {
        return new Purchase(id, at, member, lines, channel, store, currency, vouchers, pointsToSpend);
    }

    /** The same, using these vouchers. */
    public Purchase vouchers(String... codes) {
        return new Purchase(id, at, member, lines, channel, store, currency, Arrays.asList(codes), pointsToSpend);
    }

    /** The same, paying with points. */
    public Purchase pointsToSpend(long points) {
        return new Purchase(id, at, member, lines, channel, store, currency, vouchers, points);
    }

    @Override
    public String type() {
        return "purchase";
    }
}
