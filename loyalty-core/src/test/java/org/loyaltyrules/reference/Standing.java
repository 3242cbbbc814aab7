package org.loyaltyrules.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Section 3.1, {@code Member}: a member's standing on a day, counted afresh from its purchases at every question. */
final class Standing {

    private final ProgramSettings program;
    private final MemberBook member;
    private final LocalDate day;

    /** The tier that rules see; null is the member's own. */
    private MemberBook.TierReached tierSeen;
    /** Points that the event has earned so far and that are in no lot yet. */
    private long earnedSpendable;

    private long earnedPending;
    /** In a review the windows end on its day; otherwise calendar windows hold all that was decided so far. */
    private boolean windowsEndOnDay;

    Standing(ProgramSettings program, MemberBook member, LocalDate day) {
        this.program = program;
        this.member = member.copy();
        this.day = day;
    }

    Standing seeingTier(MemberBook.TierReached tier) {
        tierSeen = tier;
        return this;
    }

    Standing withEarned(long spendable, long pending) {
        earnedSpendable = spendable;
        earnedPending = pending;
        return this;
    }

    Standing withWindowsEndingOnItsDay() {
        windowsEndOnDay = true;
        return this;
    }

    Standing withoutPurchase(String purchase) {
        member.purchases.removeIf(candidate -> candidate.id.equals(purchase));
        return this;
    }

    Object value(String path) {
        if (path.startsWith("spend.")) {
            return spend(path.substring("spend.".length()));
        }
        if (path.startsWith("purchases.")) {
            return purchases(path.substring("purchases.".length()));
        }
        if (path.startsWith("referrals.")) {
            return referrals(path.substring("referrals.".length()));
        }
        if (path.startsWith("attributes[")) {
            return member.attributes.get(path.substring("attributes[\"".length(), path.length() - "\"]".length()));
        }
        if (path.contains("(")) {
            String function = path.substring(0, path.indexOf('('));
            List<String> arguments = Fact.arguments(path);
            return switch (function) {
                case "atLeast" -> tier().rank() >= program.rank(arguments.get(0));
                case "bucket" -> bucket(arguments.get(0));
                default -> throw new IllegalArgumentException("Member has no " + path);
            };
        }
        return switch (path) {
            case "id" -> member.id;
            case "tier" -> program.tiers.get(tier().rank());
            case "tierSince" -> tier().since();
            case "tierUntil" -> tier().lastValidDay();
            case "enrolledOn" -> member.enrolledOn;
            case "daysEnrolled" -> Math.max(0, ChronoUnit.DAYS.between(member.enrolledOn, day));
            case "anniversary" ->
                day.getYear() > member.enrolledOn.getYear()
                        && Dates.isYearlyReturn(MonthDay.from(member.enrolledOn), day, program.leapDayBirthday);
            case "birthday" -> Dates.daysToBirthday(member.birthday, day, program.leapDayBirthday) == 0;
            case "birthdayMonth" -> member.birthday != null && member.birthday.getMonth() == day.getMonth();
            case "daysToBirthday" -> Dates.daysToBirthday(member.birthday, day, program.leapDayBirthday);
            case "points" -> member.balance() + earnedSpendable;
            case "pendingPoints" -> member.pendingPoints() + earnedPending;
            case "inactiveDays" -> inactiveDays();
            case "referred" -> member.referred;
            case "channel" -> member.channel;
            case "tags" -> member.tags;
            default -> throw new IllegalArgumentException("Member has no " + path);
        };
    }

    private MemberBook.TierReached tier() {
        return tierSeen != null ? tierSeen : member.tier();
    }

    /** Payable of purchases less returns, on the days of the purchases (6.7.3). */
    BigDecimal spend(String window) {
        BigDecimal spend = program.noMoney();
        for (MemberBook.PurchaseRecord purchase : member.purchases) {
            if (inWindow(window, purchase.date)) {
                spend = spend.add(purchase.payable.subtract(purchase.returnedPayable));
            }
        }
        return spend;
    }

    /** The number of purchases not wholly returned. */
    long purchases(String window) {
        return member.purchases.stream()
                .filter(purchase -> inWindow(window, purchase.date) && !purchase.whollyReturned())
                .count();
    }

    long referrals(String window) {
        return member.referees.stream()
                .filter(referee -> inWindow(window, referee.enrolledOn()))
                .count();
    }

    /** A counter named in full, such as {@code spend.thisMonth}. */
    BigDecimal counter(String name) {
        return new BigDecimal(String.valueOf(value(name)));
    }

    private boolean inWindow(String window, LocalDate date) {
        if (window.equals("lifetime")) {
            return true;
        }
        if (windowsEndOnDay && date.isAfter(day)) {
            return false;
        }
        if (window.startsWith("lastDays(")) {
            return !date.isAfter(day)
                    && date.isAfter(day.minusDays(
                            Integer.parseInt(Fact.arguments(window).get(0))));
        }
        if (window.startsWith("lastMonths(")) {
            return !date.isAfter(day)
                    && date.isAfter(day.minusMonths(
                            Integer.parseInt(Fact.arguments(window).get(0))));
        }
        return switch (window) {
            case "today" -> date.equals(day);
            case "thisMonth" -> Dates.samePeriod("MONTH", date, day);
            case "thisQuarter" -> Dates.samePeriod("QUARTER", date, day);
            case "thisYear" -> Dates.samePeriod("YEAR", date, day);
            case "lastMonth" -> Dates.samePeriod("MONTH", date, day.minusMonths(1));
            case "lastYear" -> Dates.samePeriod("YEAR", date, day.minusYears(1));
            case "sinceTier" -> !date.isBefore(tier().since());
            default -> throw new IllegalArgumentException("No such window: " + window);
        };
    }

    private long inactiveDays() {
        LocalDate last = null;
        for (MemberBook.PurchaseRecord purchase : member.purchases) {
            if (!purchase.whollyReturned() && (last == null || purchase.date.isAfter(last))) {
                last = purchase.date;
            }
        }
        return Math.max(0, ChronoUnit.DAYS.between(last != null ? last : member.enrolledOn, day));
    }

    private long bucket(String experiment) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((experiment + ":" + member.id).getBytes(StandardCharsets.UTF_8));
            BigInteger unsigned = new BigInteger(1, Arrays.copyOf(hash, 8));
            return unsigned.mod(BigInteger.valueOf(100)).longValueExact();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
