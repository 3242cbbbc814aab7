package org.loyaltyrules.program;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.program.VoucherDefinition.Kind;

/** Reads the catalog of {@code program.json}: vouchers, rewards, partners and budgets. */
final class CatalogReader {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private static final List<String> GIFTS =
            List.of("voucher", "gift", "benefit", "tier", "extendTier", "extendPoints");

    private static final List<String> GIVES =
            List.of("voucher", "gift", "benefit", "validity", "tier", "extendTier", "extendPoints");

    private final ProblemLog log;
    private final Values values;
    private final @Nullable Currency currency;
    private final @Nullable Set<String> tiers;
    private final Set<String> vouchers;

    /**
     * Creates a reader.
     *
     * @param currency null where it is not known: amounts are not held against it
     * @param tiers null where they are not known: no tier is held against them
     * @param vouchers codes of all definitions
     */
    CatalogReader(
            ProblemLog log,
            Values values,
            @Nullable Currency currency,
            @Nullable Set<String> tiers,
            Set<String> vouchers) {
        this.log = log;
        this.values = values;
        this.currency = currency;
        this.tiers = tiers;
        this.vouchers = vouchers;
    }

    @Nullable
    VoucherDefinition voucher(String code, Located located) {
        Section section = Section.of(
                log,
                "voucher " + Located.quote(code),
                located,
                List.of("kind", "value", "minSpend", "validity", "stackable", "excludedCategories", "onlyCategories"));
        if (section == null) {
            return null;
        }
        Kind kind = section.required("kind", values.choice(Kind.class));
        BigDecimal value = value(section, kind);
        BigDecimal minSpend = section.optional("minSpend", this::amount, BigDecimal.ZERO);
        Period validity = section.nullable("validity", values::period);
        boolean stackable = section.optional("stackable", values::truth, false);
        Set<String> excluded = section.optional("excludedCategories", values::texts, Set.of());
        Set<String> only = section.optional("onlyCategories", values::texts, Set.of());
        return kind == null || value == null
                ? null
                : new VoucherDefinition(code, kind, value, minSpend, validity, stackable, excluded, only);
    }

    private @Nullable BigDecimal value(Section section, @Nullable Kind kind) {
        if (kind == null) {
            return section.nullable("value", values.decimal("a number", number -> true));
        }
        return switch (kind) {
            case AMOUNT_OFF -> section.required("value", this::amount);
            case PERCENT_OFF -> section.required("value", this::percent);
            case GIFT -> section.optional("value", this::amount, BigDecimal.ZERO);
        };
    }

    private @Nullable BigDecimal percent(String key, Located value) {
        return values.decimal(
                        "a percentage from 0 to 100",
                        percent -> percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0)
                .read(key, value);
    }

    /** Money: not negative, with no more fraction digits than the currency has. */
    private @Nullable BigDecimal amount(String key, Located value) {
        BigDecimal amount = values.decimal("an amount of 0 or more", number -> number.signum() >= 0)
                .read(key, value);
        if (amount == null || currency == null) {
            return amount;
        }
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        String expected = "an amount with at most " + digits + " fraction digits, as " + currency + " has";
        return amount.stripTrailingZeros().scale() > digits ? values.wrongValue(key, value, expected, null) : amount;
    }

    @Nullable
    Reward reward(String code, Located located) {
        Section section =
                Section.of(log, "reward " + Located.quote(code), located, List.of("points", "minTier", "gives"));
        if (section == null) {
            return null;
        }
        Long points = section.required("points", values.whole(0));
        String minTier = section.nullable("minTier", this::tier);
        RewardContent gives = section.required("gives", this::gives);
        return points == null || gives == null ? null : new Reward(code, points, minTier, gives);
    }

    private @Nullable RewardContent gives(String key, Located located) {
        Section section = Section.of(log, Values.name(key), located, GIVES);
        if (section == null) {
            return null;
        }
        List<String> given =
                GIFTS.stream().filter(gift -> section.find(gift) != null).toList();
        // A misspelled key has been reported and need not be missed as well.
        if (given.size() > 1 || given.isEmpty() && section.hasOnly(GIVES)) {
            log.error(
                    given.isEmpty() ? "missing-key" : "wrong-value",
                    located.place(),
                    "\"gives\" must have exactly one of " + Values.list(GIFTS) + ", but has "
                            + (given.isEmpty() ? "none" : Values.list(given)));
        }
        Located validity = section.find("validity");
        if (validity != null && section.find("benefit") == null) {
            log.error("wrong-value", validity.place(), "\"validity\" goes with \"benefit\" alone");
        }
        RewardContent content = null;
        for (String gift : given) {
            content = section.required(gift, (name, value) -> content(section, name, value));
        }
        return content;
    }

    private @Nullable RewardContent content(Section section, String gift, Located value) {
        switch (gift) {
            case "voucher" -> {
                String code = voucherCode(gift, value);
                return code == null ? null : new RewardContent.Voucher(code);
            }
            case "gift" -> {
                String code = values.text(gift, value);
                return code == null ? null : new RewardContent.Gift(code);
            }
            case "benefit" -> {
                String code = values.text(gift, value);
                Period validity = section.nullable("validity", values::someTime);
                return code == null ? null : new RewardContent.Benefit(code, validity);
            }
            case "tier" -> {
                String code = tier(gift, value);
                return code == null ? null : new RewardContent.Tier(code);
            }
            case "extendTier" -> {
                Period period = values.someTime(gift, value);
                return period == null ? null : new RewardContent.TierExtension(period);
            }
            default -> {
                Period period = values.someTime(gift, value);
                return period == null ? null : new RewardContent.PointsExtension(period);
            }
        }
    }

    private @Nullable String voucherCode(String key, Located value) {
        String code = values.text(key, value);
        return code == null || vouchers.contains(code) ? code : unknown("voucher", code, value, vouchers);
    }

    private @Nullable String tier(String key, Located value) {
        String code = values.text(key, value);
        return code == null || tiers == null || tiers.contains(code) ? code : unknown("tier", code, value, tiers);
    }

    private @Nullable String unknown(String what, String code, Located value, Set<String> known) {
        log.error(
                "unknown-code",
                value.place(),
                what + " " + Located.quote(code) + " is not in the catalog",
                Values.didYouMean(Spelling.nearest(code, known)));
        return null;
    }

    @Nullable
    Partner partner(String code, Located located) {
        Section section = Section.of(log, "partner " + Located.quote(code), located, List.of("rate", "min", "step"));
        if (section == null) {
            return null;
        }
        BigDecimal rate = section.required("rate", values.decimal("a number above 0", number -> number.signum() > 0));
        long min = section.optional("min", values.whole(0), 1L);
        long step = section.optional("step", values.whole(1), 1L);
        return rate == null ? null : new Partner(code, rate, min, step);
    }

    @Nullable
    Budget budget(String code, Located located) {
        Section section = Section.of(log, "budget " + Located.quote(code), located, List.of("unit", "cap", "alertAt"));
        if (section == null) {
            return null;
        }
        Budget.Unit unit = section.required("unit", values.choice(Budget.Unit.class));
        Long cap = section.required("cap", values.whole(0));
        BigDecimal alertAt = section.nullable(
                "alertAt",
                values.decimal(
                        "a number above 0 and at most 1",
                        share -> share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0));
        return unit == null || cap == null ? null : new Budget(code, unit, cap, alertAt);
    }
}
