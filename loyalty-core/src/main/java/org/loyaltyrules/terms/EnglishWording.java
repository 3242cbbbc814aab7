package org.loyaltyrules.terms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.Clawback;
import org.loyaltyrules.program.DiscountStacking;
import org.loyaltyrules.program.LeapDayBirthday;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.PayWith;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.RewardContent;
import org.loyaltyrules.program.RoundTo;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.program.TierPolicy;
import org.loyaltyrules.program.Validity;
import org.loyaltyrules.program.VoucherDefinition;

/** Terms in English. */
final class EnglishWording extends Wording {

    /** Words that tell that there is not enough for everybody; "the last month" and "last year" tell nothing of it. */
    private static final Pattern TELLING_OF_BUDGET = Pattern.compile(
            "\\b(while|lasts|stocks?|supplies|limited|first[ -]come|as long as|run out)\\b|\\blast\\s*([.,;!)]|$)");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    EnglishWording(ProgramDefinition program, Labels labels) {
        super(program, labels);
    }

    @Override
    String title() {
        return labels.of(program.name()) + ": terms";
    }

    @Override
    String introduction() {
        return "These terms tell what members get and what is asked of them. Days begin and end by "
                + (labels.has(program.zone().getId()) ? zone() : zone() + " time") + ".";
    }

    @Override
    String heading(Subject subject) {
        return switch (subject) {
            case TIERS -> "Tiers";
            case BENEFITS -> "Benefits";
            case POINTS -> "Points";
            case DISCOUNTS -> "Discounts";
            case WELCOME -> "Joining";
            case FRIENDS -> "Bringing friends";
            case BIRTHDAYS -> "Birthdays and anniversaries";
            case CAMPAIGNS -> "Campaigns";
            case GIFTS -> "Vouchers and gifts you receive";
            case CONDITIONS -> "Further conditions";
        };
    }

    @Override
    String vouchersHeading() {
        return "The vouchers";
    }

    @Override
    String rewardsHeading() {
        return "What points buy";
    }

    @Override
    String rewardsTable() {
        return "| reward | points |\n|---|---:|";
    }

    @Override
    String partnersHeading() {
        return "Partners";
    }

    @Override
    String returnsHeading() {
        return "Returns";
    }

    @Override
    String lowestTier() {
        return "Every new member starts here.";
    }

    @Override
    List<String> tierPolicies() {
        if (program.tiers().size() == 1) {
            return List.of();
        }
        TierPolicy policy = program.tierPolicy();
        Period validity = policy.validity().period();
        if (validity == null) {
            return List.of("A tier once reached is for life, unless goods that counted towards it are returned.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("A tier lasts " + period(validity) + " from the day on which it is reached"
                + rounded(policy.validity().roundTo()) + ". Reaching a higher tier starts its time anew.");
        String review = "When its time is over"
                + (policy.grace().isZero() ? "" : ", and " + period(policy.grace()) + " more have passed")
                + ", we look at what was required for it in the time up to its last day: ";
        sentences.add(review
                + switch (policy.downgrade()) {
                    case TO_QUALIFIED ->
                        "you keep it if you meet this, and otherwise get the highest tier that you qualify for.";
                    case ONE_LEVEL -> "you keep it if you meet this, and otherwise fall by one tier and no more.";
                    case NEVER -> "you keep it in any case.";
                });
        return sentences;
    }

    private static String rounded(RoundTo roundTo) {
        return switch (roundTo) {
            case DAY -> "";
            case MONTH_END -> " and from there to the end of the month";
            case YEAR_END -> " and from there to the end of the year";
        };
    }

    @Override
    String rounding() {
        return switch (program.points().rounding()) {
            case DOWN -> "The points of a purchase are whole numbers; fractions are dropped.";
            case UP -> "The points of a purchase are whole numbers, rounded up.";
            default -> "The points of a purchase are whole numbers, rounded to the nearest.";
        };
    }

    @Override
    String pending(Period pending) {
        return "Points can be spent " + period(pending) + " after they were earned.";
    }

    @Override
    String pointsValidity() {
        Validity validity = program.points().validity();
        return validity.period() == null
                ? "Points do not expire."
                : "Points are valid for " + period(validity.period()) + rounded(validity.roundTo())
                        + "; after that they expire.";
    }

    @Override
    String spendingOrder() {
        return "The points that expire first are spent first.";
    }

    @Override
    String payWith() {
        PayWith payWith = program.points().payWith();
        if (payWith == null) {
            return "";
        }
        String share = payWith.maxShare().compareTo(BigDecimal.ONE) >= 0
                ? "all"
                : "up to " + plain(payWith.maxShare().movePointRight(2)) + "%";
        return "Points can pay for " + share + " of a purchase: " + number(payWith.pointsPerUnit()) + " "
                + points(payWith.pointsPerUnit()) + " " + (payWith.pointsPerUnit() == 1 ? "is" : "are") + " worth "
                + money(BigDecimal.ONE)
                + (payWith.step() == 1 ? "." : ", in steps of " + number(payWith.step()) + " points.");
    }

    @Override
    String cap(CalendarPeriod per, long max) {
        return "No more than " + number(max) + " " + points(max) + " can be earned "
                + switch (per) {
                    case DAY -> "in a day.";
                    case WEEK -> "in a week.";
                    case MONTH -> "in a calendar month.";
                    case QUARTER -> "in a calendar quarter.";
                    case YEAR -> "in a calendar year.";
                    case EVER -> "in all.";
                };
    }

    @Override
    List<String> discountPolicy(boolean hasDiscounts) {
        if (!hasDiscounts) {
            return List.of();
        }
        return List.of(
                program.discounts() == DiscountStacking.BEST
                        ? "Of several percentages off the same goods the best counts."
                        : "Several percentages off the same goods are taken one after the other, unless these terms say"
                                + " otherwise.");
    }

    @Override
    List<String> leapDayPolicy(boolean hasBirthdays) {
        if (!hasBirthdays) {
            return List.of();
        }
        return List.of("Were you born on 29 February? In years without that day your birthday is on "
                + (program.leapDayBirthday() == LeapDayBirthday.FEB_28 ? "28 February." : "1 March."));
    }

    @Override
    List<String> referralPolicy(boolean hasReferrals) {
        if (!hasReferrals || program.maxReferrals().isEmpty()) {
            return List.of();
        }
        int most = program.maxReferrals().getAsInt();
        return List.of("Up to " + most + " " + (most == 1 ? "friend counts" : "friends count") + " for each member.");
    }

    @Override
    List<String> returns() {
        List<String> sentences = new ArrayList<>();
        sentences.add("If you return goods, the points that they earned are taken back in proportion"
                + (program.points().clawback() == Clawback.NEGATIVE
                        ? "; if you have spent them already, the next points you earn make up for it."
                        : ", as far as you still have them."));
        if (program.points().payWith() != null) {
            sentences.add("Points that paid for returned goods come back to you and stay valid as long as before.");
        }
        if (!program.vouchers().isEmpty()) {
            sentences.add(
                    "If you return a whole purchase, vouchers that it brought you can no longer be used, and those"
                            + " used on it can be used again until their last day.");
        }
        if (program.tiers().size() > 1) {
            sentences.add("A tier that rested on returned goods ends.");
        }
        return sentences;
    }

    @Override
    String days(@Nullable LocalDate from, @Nullable LocalDate until) {
        if (from != null && until != null) {
            return " (" + DATE.format(from) + " to " + DATE.format(until) + ")";
        } else if (from != null) {
            return " (from " + DATE.format(from) + ")";
        }
        return until == null ? "" : " (until " + DATE.format(until) + ")";
    }

    @Override
    String colon() {
        return ": ";
    }

    @Override
    boolean tellsOf(String terms, CalendarPeriod period) {
        String text = terms.toLowerCase(Locale.ROOT);
        return text.contains("once") || telling(period).matcher(text).find() || text.contains("first");
    }

    /** Words that tell of a limit per period; "every" tells of none, nor does "birthday". */
    private static Pattern telling(CalendarPeriod period) {
        return Pattern.compile(
                switch (period) {
                    case EVER -> "\\bever\\b|\\b(per|each|every) member\\b";
                    case DAY -> "\\b(day|daily)";
                    default -> "\\b" + word(period);
                });
    }

    @Override
    boolean tellsOfBudget(String terms) {
        return TELLING_OF_BUDGET.matcher(terms.toLowerCase(Locale.ROOT)).find();
    }

    @Override
    String budget() {
        return " While it lasts.";
    }

    private static String word(CalendarPeriod period) {
        return period.name().toLowerCase(Locale.ROOT);
    }

    @Override
    String limit(RuleLimit limit) {
        if (limit.per() == CalendarPeriod.EVER && limit.times() == 1) {
            return " Once per member.";
        }
        String times = limit.times() == 1 ? "once" : limit.times() == 2 ? "twice" : limit.times() + " times";
        return " At most " + times
                + (limit.per() == CalendarPeriod.EVER ? " per member." : " a " + word(limit.per()) + ".");
    }

    @Override
    String voucher(VoucherDefinition voucher) {
        StringBuilder text = new StringBuilder(": ")
                .append(
                        switch (voucher.kind()) {
                            case AMOUNT_OFF -> money(voucher.value()) + " off";
                            case PERCENT_OFF -> plain(voucher.value()) + "% off";
                            case GIFT -> "for a gift";
                        });
        if (voucher.minSpend().signum() > 0) {
            text.append(" a purchase of ").append(money(voucher.minSpend())).append(" or more");
        }
        if (!voucher.onlyCategories().isEmpty()) {
            text.append(", for ").append(Markdown.escaped(String.join(", ", names(voucher.onlyCategories()))));
        }
        if (!voucher.excludedCategories().isEmpty()) {
            text.append(", not for ").append(Markdown.escaped(String.join(", ", names(voucher.excludedCategories()))));
        }
        Period validity = voucher.validity();
        if (validity == null) {
            text.append("; does not expire");
        } else if (validity.isZero()) {
            text.append("; valid on the day you get it only");
        } else {
            text.append("; valid for ").append(period(validity));
        }
        return text.append(voucher.stackable() ? "; can be used together with other vouchers." : ".")
                .toString();
    }

    @Override
    String minSpend() {
        return "Whether a purchase comes to what a voucher needs is counted after percentage discounts and before vouchers, on"
                + " goods that the voucher is for.";
    }

    @Override
    String oneVoucher(boolean withExceptions) {
        return "Only one voucher can be used in a purchase"
                + (withExceptions ? ", besides those that can be used together with others." : ".");
    }

    @Override
    String reward(Reward reward) {
        String content = content(reward.gives());
        return reward.minTier() == null ? content : content + " (from " + labels.of(reward.minTier()) + ")";
    }

    private String content(RewardContent content) {
        if (content instanceof RewardContent.Voucher voucher) {
            return labels.of(voucher.code());
        } else if (content instanceof RewardContent.Gift gift) {
            return labels.of(gift.code());
        } else if (content instanceof RewardContent.Benefit benefit) {
            return labels.of(benefit.code())
                    + (benefit.validity() == null ? "" : ", valid for " + period(benefit.validity()));
        } else if (content instanceof RewardContent.Tier tier) {
            return "The tier " + labels.of(tier.code());
        } else if (content instanceof RewardContent.TierExtension extension) {
            return period(extension.period()) + " more in your tier";
        }
        RewardContent.PointsExtension extension = (RewardContent.PointsExtension) content;
        return period(extension.period()) + " more for your points, once for each of them";
    }

    @Override
    String partner(Partner partner) {
        return ": " + plain(partner.rate()) + " for each of our points, from " + number(partner.min())
                + " points" + (partner.step() == 1 ? "" : " in steps of " + number(partner.step()))
                + "; fractions are dropped.";
    }

    @Override
    String money(BigDecimal amount) {
        return currency() + grouped(written(amount));
    }

    @Override
    String number(long number) {
        return grouped(BigDecimal.valueOf(number));
    }

    private static String points(long number) {
        return number == 1 ? "point" : "points";
    }

    @Override
    String period(Period period) {
        List<String> parts = new ArrayList<>();
        part(parts, period.getYears(), "year");
        part(parts, period.getMonths(), "month");
        part(parts, period.getDays(), "day");
        return parts.isEmpty() ? "0 days" : String.join(" and ", parts);
    }

    private static void part(List<String> parts, int number, String unit) {
        if (number != 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }
}
