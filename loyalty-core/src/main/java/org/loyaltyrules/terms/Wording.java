package org.loyaltyrules.terms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.CalendarPeriod;
import org.loyaltyrules.program.Partner;
import org.loyaltyrules.program.PointsPolicy;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.RuleLimit;
import org.loyaltyrules.program.VoucherDefinition;

/** The sentences of the terms in one language. A sentence ends with its full stop and has no line break. */
abstract class Wording {

    private static final Map<String, String> SYMBOLS = Map.of(
            "CNY", "¥", "JPY", "¥", "USD", "$", "EUR", "€", "GBP", "£", "KRW", "₩", "INR", "₹", "HKD", "HK$", "TWD",
            "NT$");

    final ProgramDefinition program;
    final Labels labels;

    Wording(ProgramDefinition program, Labels labels) {
        this.program = program;
        this.labels = labels;
    }

    abstract String title();

    abstract String introduction();

    abstract String heading(Subject subject);

    abstract String vouchersHeading();

    abstract String rewardsHeading();

    abstract String partnersHeading();

    abstract String returnsHeading();

    /** The head of the table of rewards, with the line below it. */
    abstract String rewardsTable();

    /** How everybody comes to the lowest tier. */
    abstract String lowestTier();

    /** How long tiers last, and what happens then. */
    abstract List<String> tierPolicies();

    /** How several discounts combine; nothing where there are none. */
    abstract List<String> discountPolicy(boolean hasDiscounts);

    /** When people born on 29 February celebrate; nothing where birthdays bring nothing. */
    abstract List<String> leapDayPolicy(boolean hasBirthdays);

    /** How many friends count; nothing where referrals bring nothing, or any number does. */
    abstract List<String> referralPolicy(boolean hasReferrals);

    /** What becomes of points and vouchers when goods are returned. */
    abstract List<String> returns();

    /** What stands before the terms of a rule: its title and its days; nothing where it has neither. */
    final String opening(String title, @Nullable LocalDate from, @Nullable LocalDate until) {
        String days = days(from, until);
        String name = title.isEmpty() ? "" : "**" + Markdown.escaped(title) + "**";
        return name.isEmpty() && days.isEmpty() ? "" : name + (name.isEmpty() ? days.strip() : days) + colon();
    }

    /** The days of a campaign as they stand after its title; nothing where it has no bounds. */
    abstract String days(@Nullable LocalDate from, @Nullable LocalDate until);

    abstract String colon();

    /** Whether the terms themselves already speak of the period of a limit. */
    abstract boolean tellsOf(String terms, CalendarPeriod period);

    /** A sentence, with a space before it where the language has them. */
    abstract String limit(RuleLimit limit);

    /** Whether the terms themselves already say that there is not enough for everybody. */
    abstract boolean tellsOfBudget(String terms);

    /** That there is not enough for everybody; a sentence as that of a limit. */
    abstract String budget();

    /** What comes after a voucher's name. */
    abstract String voucher(VoucherDefinition voucher);

    /** What a purchase must come to, and how many vouchers can be used at once; nothing where that is not asked. */
    final List<String> voucherPolicy() {
        boolean alone = program.vouchers().values().stream().anyMatch(voucher -> !voucher.stackable());
        boolean together = program.vouchers().values().stream().anyMatch(VoucherDefinition::stackable);
        List<String> sentences = new ArrayList<>();
        if (program.vouchers().values().stream()
                .anyMatch(voucher -> voucher.minSpend().signum() > 0)) {
            sentences.add(minSpend());
        }
        if (alone) {
            sentences.add(oneVoucher(together));
        }
        return sentences;
    }

    /** What the least that a voucher needs is held against. */
    abstract String minSpend();

    /** That one voucher is used at once, except for those that say otherwise. */
    abstract String oneVoucher(boolean withExceptions);

    abstract String reward(Reward reward);

    /** What comes after a partner's name. */
    abstract String partner(Partner partner);

    abstract String money(BigDecimal amount);

    abstract String number(long number);

    abstract String period(Period period);

    /** How points are rounded, when they may be spent, how long they last, what they pay and how many can be earned. */
    final List<String> pointPolicies() {
        PointsPolicy points = program.points();
        List<String> sentences = new ArrayList<>();
        sentences.add(rounding());
        if (!points.pending().isZero()) {
            sentences.add(pending(points.pending()));
        }
        sentences.add(pointsValidity());
        sentences.add(spendingOrder());
        if (points.payWith() != null) {
            sentences.add(payWith());
        }
        points.caps().forEach(cap -> sentences.add(cap(cap.per(), cap.max())));
        return sentences;
    }

    abstract String rounding();

    abstract String pending(Period pending);

    abstract String pointsValidity();

    abstract String spendingOrder();

    abstract String payWith();

    abstract String cap(CalendarPeriod per, long max);

    /** The sign of the program's currency; the code where it has none that everybody knows. */
    final String currency() {
        String code = program.currency().getCurrencyCode();
        String symbol = SYMBOLS.get(code);
        return symbol == null ? code + " " : symbol;
    }

    /** What people call the time by which days begin: the zone's label, or its city. */
    final String zone() {
        String id = program.zone().getId();
        return labels.has(id)
                ? labels.of(id)
                : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** The names of codes. */
    final List<String> names(Iterable<String> codes) {
        List<String> names = new ArrayList<>();
        codes.forEach(code -> names.add(labels.of(code)));
        return names.stream().sorted().toList();
    }

    /** Digits in groups of three. */
    static String grouped(BigDecimal number) {
        String digits = number.toPlainString();
        int point = digits.indexOf('.');
        StringBuilder whole = new StringBuilder(point < 0 ? digits : digits.substring(0, point));
        for (int i = whole.length() - 3; i > 0; i -= 3) {
            whole.insert(i, ',');
        }
        return whole + (point < 0 ? "" : digits.substring(point));
    }

    /** A number as short as it can be written. */
    static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return grouped(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }

    /** An amount with all fraction digits of the currency, or with none where it is whole. */
    final BigDecimal written(BigDecimal amount) {
        return amount.stripTrailingZeros().scale() <= 0
                ? amount.setScale(0)
                : amount.setScale(Math.max(amount.scale(), program.fractionDigits()));
    }
}
