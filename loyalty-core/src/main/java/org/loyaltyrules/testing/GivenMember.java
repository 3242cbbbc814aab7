package org.loyaltyrules.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A member as a test finds it, made by {@link ProgramVerifier#member()}. Immutable: each method gives another one.
 *
 * <p>What is given comes from real events, decided by a program with the same catalog and no rules: giving a tier brings no
 * points, and giving points no tier.
 *
 * @param id the member's id
 * @param tier the tier; null for the lowest
 * @param birthday null where it is not known
 * @param enrolledOn the day of enrollment; null for 60 days before the first event
 * @param channel the channel of enrollment; may be null
 * @param referrer another given member; null for none
 * @param points what may be spent when the first event happens, 0 or more
 * @param spend paid for one purchase on the day before the first event; null for no purchase
 * @param vouchers codes of definitions, one for each voucher held
 * @param history events between the day of enrollment and the first event, decided by the program itself
 */
public record GivenMember(
        String id,
        @Nullable String tier,
        @Nullable MonthDay birthday,
        @Nullable LocalDate enrolledOn,
        @Nullable String channel,
        @Nullable String referrer,
        Set<String> tags,
        Map<String, String> attributes,
        long points,
        @Nullable BigDecimal spend,
        List<String> vouchers,
        List<WhenEvent> history) {

    public GivenMember {
        tags = Set.copyOf(tags);
        attributes = Map.copyOf(attributes);
        vouchers = List.copyOf(vouchers);
        history = List.copyOf(history);
        if (points < 0) {
            throw new IllegalArgumentException(
                    "a member cannot be given " + points + " points; 0 or more are expected");
        }
    }

    static GivenMember of(String id) {
        return new GivenMember(id, null, null, null, null, null, Set.of(), Map.of(), 0, null, List.of(), List.of());
    }

    /** In this tier since the day of enrollment. */
    public GivenMember tier(String code) {
        return new GivenMember(
                id, code, birthday, enrolledOn, channel, referrer, tags, attributes, points, spend, vouchers, history);
    }

    /** Born on this day, such as {@code "05-02"} for the second of May. */
    public GivenMember birthday(String monthAndDay) {
        MonthDay day = MonthDay.parse("--" + monthAndDay);
        return new GivenMember(
                id, tier, day, enrolledOn, channel, referrer, tags, attributes, points, spend, vouchers, history);
    }

    /** Enrolled on this day, such as {@code "2026-01-15"}. */
    public GivenMember enrolledOn(String date) {
        LocalDate day = LocalDate.parse(date);
        return new GivenMember(
                id, tier, birthday, day, channel, referrer, tags, attributes, points, spend, vouchers, history);
    }

    /** Enrolled by this channel. */
    public GivenMember enrolledBy(String code) {
        return new GivenMember(
                id, tier, birthday, enrolledOn, code, referrer, tags, attributes, points, spend, vouchers, history);
    }

    /** Referred by a member that is given before this one. */
    public GivenMember referredBy(String member) {
        return new GivenMember(
                id, tier, birthday, enrolledOn, channel, member, tags, attributes, points, spend, vouchers, history);
    }

    /** With this tag too. */
    public GivenMember tag(String tag) {
        Set<String> more = new TreeSet<>(tags);
        more.add(tag);
        return new GivenMember(
                id, tier, birthday, enrolledOn, channel, referrer, more, attributes, points, spend, vouchers, history);
    }

    /** With this attribute too. */
    public GivenMember attribute(String name, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return new GivenMember(
                id, tier, birthday, enrolledOn, channel, referrer, tags, more, points, spend, vouchers, history);
    }

    /** With so many points to spend. */
    public GivenMember points(long available) {
        return new GivenMember(
                id,
                tier,
                birthday,
                enrolledOn,
                channel,
                referrer,
                tags,
                attributes,
                available,
                spend,
                vouchers,
                history);
    }

    /** Has paid so much, in one purchase on the day before the first event, so that no later purchase is the first. */
    public GivenMember spent(String money) {
        BigDecimal paid = new BigDecimal(money);
        return new GivenMember(
                id, tier, birthday, enrolledOn, channel, referrer, tags, attributes, points, paid, vouchers, history);
    }

    /** Holds a voucher of this definition, issued on the day before the first event. */
    public GivenMember voucher(String definition) {
        List<String> more = new ArrayList<>(vouchers);
        more.add(definition);
        return new GivenMember(
                id, tier, birthday, enrolledOn, channel, referrer, tags, attributes, points, spend, more, history);
    }

    /**
     * These events have happened, each on a day that is said; the program itself has decided them, with all that its rules
     * grant. What else is given was there before them, from the day of enrollment on.
     */
    public GivenMember after(WhenEvent... events) {
        List<WhenEvent> more = new ArrayList<>(history);
        more.addAll(List.of(events));
        return new GivenMember(
                id, tier, birthday, enrolledOn, channel, referrer, tags, attributes, points, spend, vouchers, more);
    }
}
