package org.loyaltyrules.decision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine decided about one event for one member, and why. Immutable. Money is in the program's currency, at its
 * number of fraction digits.
 *
 * @param event the event's id
 * @param type the event's type, such as {@code purchase}
 * @param member the member's id
 * @param at when the event happened
 * @param program {@code name@version} of the program that decided
 * @param status whether the event was accepted
 * @param reason why it was refused; null where it was accepted
 * @param replayed whether the event had been decided before
 * @param amount of the purchase, before anything was taken off
 * @param discount what percentage discounts took off
 * @param voucherDiscount what vouchers took off
 * @param pointsDiscount what points paid
 * @param payable what is to be paid in money; negative for a refund
 * @param points how the member's points changed, and the balance after
 * @param partner what a conversion gave; null for other events
 * @param tier the tier before and after
 * @param vouchers issued
 * @param revoked codes of vouchers that a return took back
 * @param gifts codes
 * @param benefits codes
 * @param tags what rules changed
 * @param messages what the host should tell the member
 * @param fired rules that granted something, by name
 * @param suppressed rules that were kept from granting, by name
 * @param related decisions on other members that this event caused
 */
public record Decision(
        String event,
        String type,
        String member,
        OffsetDateTime at,
        String program,
        Status status,
        @Nullable String reason,
        boolean replayed,
        BigDecimal amount,
        BigDecimal discount,
        BigDecimal voucherDiscount,
        BigDecimal pointsDiscount,
        BigDecimal payable,
        Points points,
        @Nullable PartnerUnits partner,
        Tier tier,
        List<Voucher> vouchers,
        List<String> revoked,
        List<String> gifts,
        List<String> benefits,
        Tags tags,
        List<Message> messages,
        List<Fired> fired,
        List<Suppressed> suppressed,
        List<Decision> related) {

    /** Whether an event was accepted. */
    public enum Status {
        /** What it changes is kept. */
        ACCEPTED,
        /** The event changed nothing. */
        REFUSED
    }

    /**
     * How the member's points changed; all amounts are 0 or more but the balance.
     *
     * @param released pending points that became available
     * @param balance what may be spent after the event; negative where the member owes points
     * @param pending what may not be spent yet
     */
    public record Points(
            long earned,
            long spent,
            long restored,
            long clawedBack,
            long expired,
            long released,
            long balance,
            long pending) {}

    /** What a conversion gave, in units of the partner's program. */
    public record PartnerUnits(String code, long units) {}

    /**
     * The tier before and after the event.
     *
     * @param before its code; null where nobody of this id is enrolled
     * @param after likewise
     * @param until the last valid day; null for life
     */
    public record Tier(
            @Nullable String before,
            @Nullable String after,
            @Nullable LocalDate until) {}

    /**
     * A voucher that was issued.
     *
     * @param code what the member hands in
     * @param voucher the definition's code
     * @param validUntil its last valid day; null where it never ends
     */
    public record Voucher(
            String code, String voucher, @Nullable LocalDate validUntil) {}

    /** Tags that rules added and removed. */
    public record Tags(List<String> added, List<String> removed) {

        public Tags {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** Something to tell the member. */
    public record Message(String code, List<Object> args) {

        public Message {
            args = List.copyOf(args);
        }
    }

    /** A rule that granted something. */
    public record Fired(String rule, String file, List<Granted> awards) {

        public Fired {
            awards = List.copyOf(awards);
        }
    }

    /**
     * One award and what it was worth.
     *
     * @param kind the verb: {@code earn}, {@code multiply}, {@code points}, …
     * @param value the rate, factor, percent or points asked for; null where the award has none
     * @param points its exact worth in points, before rounding; null where it is not about points
     * @param granted the points granted where a budget cut them; null where nothing was cut
     * @param code the voucher, gift, benefit, tier, tag or message; null where the award has none
     */
    public record Granted(
            String kind,
            @Nullable BigDecimal value,
            @Nullable BigDecimal points,
            @Nullable Long granted,
            @Nullable String code) {}

    /** What kept a rule from granting. */
    public enum Obstacle {
        /** Its {@code @limit} is used up. */
        LIMIT,
        /** Its {@code @budget} is used up. */
        BUDGET,
        /** Another award of its group is better. */
        EXCLUSIVE,
        /** A cap on earned points is reached. */
        CAP
    }

    /** A rule that was kept from granting. */
    public record Suppressed(String rule, Obstacle reason) {}

    public Decision {
        vouchers = List.copyOf(vouchers);
        revoked = List.copyOf(revoked);
        gifts = List.copyOf(gifts);
        benefits = List.copyOf(benefits);
        messages = List.copyOf(messages);
        fired = List.copyOf(fired);
        suppressed = List.copyOf(suppressed);
        related = List.copyOf(related);
    }

    /** Whether the event was accepted. */
    public boolean accepted() {
        return status == Status.ACCEPTED;
    }

    /** The same decision, marked as given before. */
    public Decision asReplay() {
        return new Decision(
                event,
                type,
                member,
                at,
                program,
                status,
                reason,
                true,
                amount,
                discount,
                voucherDiscount,
                pointsDiscount,
                payable,
                points,
                partner,
                tier,
                vouchers,
                revoked,
                gifts,
                benefits,
                tags,
                messages,
                fired,
                suppressed,
                related);
    }
}
