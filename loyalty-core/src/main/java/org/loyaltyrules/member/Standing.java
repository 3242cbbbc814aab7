package org.loyaltyrules.member;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.fact.Counter;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.program.ProgramDefinition;

/** A member's account as rules see it on one day. Never changes; everything is computed when it is asked for. */
public final class Standing implements Member {

    private final MemberAccount account;
    private final ProgramDefinition program;
    private final TierStep tier;
    private final int level;
    private final LocalDate day;
    private final LocalDate end;
    private final Supplier<PointBook> points;

    /** Made when first asked for; several rules ask for the same. */
    private @Nullable Counter<BigDecimal> spend;

    private @Nullable Counter<Long> purchases;

    private Standing(
            MemberAccount account,
            ProgramDefinition program,
            TierStep tier,
            LocalDate day,
            LocalDate end,
            Supplier<PointBook> points) {
        this.account = account;
        this.points = points;
        this.program = program;
        this.tier = tier;
        this.level = program.tierLevel(tier.tier());
        this.day = day;
        this.end = end;
    }

    /** The standing on an event's day. */
    public static Standing on(LocalDate day, MemberAccount account, ProgramDefinition program) {
        return new Standing(account, program, account.tiers().present(), day, LocalDate.MAX, account::points);
    }

    /**
     * The standing on an event's day once the event is settled.
     *
     * @param points those of the account and those that the event has earned, which are not booked yet
     */
    public static Standing afterwards(
            LocalDate day, MemberAccount account, Supplier<PointBook> points, ProgramDefinition program) {
        return new Standing(account, program, account.tiers().present(), day, LocalDate.MAX, points);
    }

    /** The standing that a tier review looks at: nothing after {@code day} counts in its windows. */
    public static Standing forReview(LocalDate day, MemberAccount account, ProgramDefinition program) {
        return new Standing(account, program, account.tiers().present(), day, day, account::points);
    }

    /** The standing on a day, as if the member had this tier. */
    public static Standing withTier(TierStep tier, LocalDate day, MemberAccount account, ProgramDefinition program) {
        return new Standing(account, program, tier, day, LocalDate.MAX, account::points);
    }

    ProgramDefinition program() {
        return program;
    }

    /** The day on which windows end. */
    LocalDate day() {
        return day;
    }

    /** The last day that calendar periods look at: what was decided so far, or the day itself in a review. */
    LocalDate end() {
        return end;
    }

    @Override
    public String id() {
        return account.id();
    }

    @Override
    public String tier() {
        return tier.tier();
    }

    @Override
    public boolean atLeast(String code) {
        return level >= program.tierLevel(code);
    }

    @Override
    public LocalDate tierSince() {
        return tier.since();
    }

    @Override
    public @Nullable LocalDate tierUntil() {
        return tier.until();
    }

    @Override
    public LocalDate enrolledOn() {
        return account.profile().enrolledOn();
    }

    @Override
    public int daysEnrolled() {
        return daysSince(enrolledOn());
    }

    private int daysSince(LocalDate earlier) {
        return Math.toIntExact(Math.max(0, day.toEpochDay() - earlier.toEpochDay()));
    }

    @Override
    public boolean anniversary() {
        LocalDate enrolled = enrolledOn();
        return day.getYear() > enrolled.getYear()
                && Birthdays.in(
                                day.getYear(),
                                MonthDay.of(enrolled.getMonthValue(), enrolled.getDayOfMonth()),
                                program.leapDayBirthday())
                        .equals(day);
    }

    @Override
    public boolean birthday() {
        return daysToBirthday() == 0;
    }

    @Override
    public boolean birthdayMonth() {
        MonthDay birthday = account.profile().birthday();
        return birthday != null && birthday.getMonthValue() == day.getMonthValue();
    }

    @Override
    public int daysToBirthday() {
        MonthDay birthday = account.profile().birthday();
        return birthday == null ? -1 : Birthdays.daysUntil(day, birthday, program.leapDayBirthday());
    }

    /** The first day after this one on which the birthday or the anniversary begins or is over, or sometimes an earlier one. */
    public LocalDate nextYearlyDay() {
        LocalDate enrolled = enrolledOn();
        MonthDay birthday = account.profile().birthday();
        MonthDay enrollment = MonthDay.of(enrolled.getMonthValue(), enrolled.getDayOfMonth());
        int days = Birthdays.daysUntil(day, enrollment, program.leapDayBirthday());
        if (birthday != null) {
            days = Math.min(days, Birthdays.daysUntil(day, birthday, program.leapDayBirthday()));
        }
        return day.plusDays(Math.max(1, days));
    }

    @Override
    public long points() {
        return points.get().balance();
    }

    @Override
    public long pendingPoints() {
        return points.get().pending();
    }

    @Override
    public Counter<BigDecimal> spend() {
        Counter<BigDecimal> known = spend;
        if (known == null) {
            known = new DailyCounter.OfMoney(account.activity().spend(), this);
            spend = known;
        }
        return known;
    }

    @Override
    public Counter<Long> purchases() {
        Counter<Long> known = purchases;
        if (known == null) {
            known = new DailyCounter.OfThings(account.activity().purchases(), this);
            purchases = known;
        }
        return known;
    }

    @Override
    public Counter<Long> referrals() {
        return new DailyCounter.OfThings(account.activity().referrals(), this);
    }

    @Override
    public int inactiveDays() {
        LocalDate last = account.activity().purchases().lastDay();
        return daysSince(last == null ? enrolledOn() : last);
    }

    @Override
    public boolean referred() {
        return account.profile().referred();
    }

    @Override
    public @Nullable String channel() {
        return account.profile().channel();
    }

    @Override
    public Set<String> tags() {
        return account.profile().tags();
    }

    @Override
    public Map<String, String> attributes() {
        return account.profile().attributes();
    }

    @Override
    public int bucket(String experiment) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((experiment + ":" + id()).getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), 100);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
