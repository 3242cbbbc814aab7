package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** Small random programs: any policy, and a few rules that often fire. */
public final class RandomPrograms {

    private final RandomChoice choice;
    private final ObjectNode json = Decision.JSON.objectNode();
    private int fractionDigits;

    private RandomPrograms(Random random) {
        choice = new RandomChoice(random);
    }

    /**
     * A program drawn from the seed.
     *
     * @param everything whether rules look at every fact, or only at those of enrollments, updates and purchases
     */
    public static ReferenceProgram create(long seed, boolean everything) {
        RandomPrograms programs = new RandomPrograms(new Random(seed));
        programs.catalog(seed);
        List<ReferenceRule> rules =
                new RandomRules(programs.choice, programs.json, programs.fractionDigits, everything).create();
        return new ReferenceProgram(programs.json, rules);
    }

    private void catalog(long seed) {
        String currency = choice.chance(75) ? "CNY" : choice.of("JPY", "KWD");
        fractionDigits = Currency.getInstance(currency).getDefaultFractionDigits();
        json.put("name", "random-" + seed);
        json.put("version", "1");
        json.put(
                "zone",
                choice.of(
                        "Asia/Shanghai",
                        "Asia/Shanghai",
                        "America/New_York",
                        "Europe/Berlin",
                        "Asia/Kathmandu",
                        "UTC"));
        json.put("currency", currency);
        List<String> tiers = List.of("BASIC", "SILVER", "GOLD", "DIAMOND").subList(0, choice.number(2, 4));
        tiers.forEach(json.putArray("tiers")::add);
        tierPolicy();
        points();
        json.putObject("discounts").put("stacking", choice.of("BEST", "COMPOUND"));
        json.put("leapDayBirthday", choice.of("FEB_28", "MAR_1"));
        if (choice.chance(50)) {
            json.putObject("referral").put("maxPerMember", choice.number(1, 3));
        }
        vouchers();
        rewards(tiers);
        ObjectNode partners = json.putObject("partners");
        partners.putObject("AIR")
                .put("rate", new BigDecimal("0.5"))
                .put("min", 100)
                .put("step", 50);
        partners.putObject("HOTEL").put("rate", 2).put("min", 10).put("step", 10);
        budgets();
    }

    private void tierPolicy() {
        ObjectNode policy = json.putObject("tierPolicy");
        if (choice.chance(75)) {
            policy.put("validity", choice.of("P1M", "P3M", "P30D", "P12M", "P1Y"));
        }
        policy.put("roundTo", choice.of("DAY", "MONTH_END", "YEAR_END"));
        policy.put("grace", choice.of("P0D", "P0D", "P10D", "P1M"));
        policy.put("downgrade", choice.of("TO_QUALIFIED", "ONE_LEVEL", "NEVER"));
    }

    private void points() {
        ObjectNode points = json.putObject("points");
        points.put("rounding", choice.of("DOWN", "HALF_UP", "UP"));
        points.put("multipliers", choice.of("ADD", "BEST", "MULTIPLY"));
        if (choice.chance(75)) {
            points.put("validity", choice.of("P0D", "P10D", "P1M", "P3M", "P12M"));
        }
        points.put("roundTo", choice.of("DAY", "MONTH_END", "YEAR_END"));
        points.put("pending", choice.of("P0D", "P0D", "P0D", "P3D", "P7D"));
        points.put("clawback", choice.of("NEGATIVE", "CLAMP"));
        if (choice.chance(75)) {
            int step = choice.of(1, 10, 50);
            points.putObject("payWith")
                    .put("pointsPerUnit", choice.of(1, 3, 10, 100))
                    .put("step", step)
                    .put("maxShare", choice.decimal("1", "1", "0.5", "0.33"));
        }
        ArrayNode caps = points.putArray("caps");
        for (int count = choice.of(0, 0, 0, 1, 2); count > 0; count--) {
            caps.addObject()
                    .put("per", choice.of("DAY", "WEEK", "MONTH", "QUARTER", "YEAR"))
                    .put("max", choice.of(0, 100, 300, 300, 1000, 1000));
        }
    }

    private void vouchers() {
        ObjectNode vouchers = json.putObject("vouchers");
        for (int number = 1; number <= 4; number++) {
            ObjectNode voucher = vouchers.putObject("V" + number);
            String kind = choice.of("AMOUNT_OFF", "AMOUNT_OFF", "PERCENT_OFF", "GIFT");
            voucher.put("kind", kind);
            if (kind.equals("AMOUNT_OFF")) {
                voucher.put("value", choice.amount(fractionDigits));
            } else if (kind.equals("PERCENT_OFF")) {
                voucher.put("value", choice.decimal("10", "12.5", "33", "50", "100"));
            }
            if (choice.chance(40)) {
                voucher.put("minSpend", choice.amount(fractionDigits));
            }
            if (choice.chance(80)) {
                voucher.put("validity", choice.of("P0D", "P7D", "P30D", "P1M", "P1Y"));
            }
            voucher.put("stackable", choice.chance(50));
            if (choice.chance(25)) {
                voucher.putArray("excludedCategories").add(choice.of(RandomChoice.CATEGORIES));
            }
            if (choice.chance(25)) {
                voucher.putArray("onlyCategories").add(choice.of(RandomChoice.CATEGORIES));
            }
        }
    }

    private void rewards(List<String> tiers) {
        ObjectNode rewards = json.putObject("rewards");
        reward(rewards, "VOUCHER_REWARD", tiers).put("voucher", "V1");
        reward(rewards, "GIFT_REWARD", tiers).put("gift", "MUG");
        reward(rewards, "LOUNGE_REWARD", tiers).put("benefit", "LOUNGE").put("validity", "P90D");
        reward(rewards, "SERVICE_REWARD", tiers).put("benefit", "SERVICE");
        reward(rewards, "TIER_REWARD", tiers).put("tier", choice.of(tiers));
        reward(rewards, "LONGER_TIER", tiers).put("extendTier", choice.of("P3M", "P10D"));
        reward(rewards, "LONGER_POINTS", tiers).put("extendPoints", choice.of("P6M", "P5D"));
    }

    private ObjectNode reward(ObjectNode rewards, String code, List<String> tiers) {
        ObjectNode reward = rewards.putObject(code).put("points", choice.of(10, 50, 100, 200));
        if (choice.chance(25)) {
            reward.put("minTier", choice.of(tiers));
        }
        return reward.putObject("gives");
    }

    private void budgets() {
        ObjectNode budgets = json.putObject("budgets");
        budgets.putObject("FEW_USES")
                .put("unit", "USES")
                .put("cap", choice.of(0, 1, 3, 10))
                .put("alertAt", choice.decimal("0.5", "0.8", "1"));
        budgets.putObject("SOME_POINTS")
                .put("unit", "POINTS")
                .put("cap", choice.of(0, 40, 100, 500))
                .put("alertAt", choice.decimal("0.5", "0.85", "1"));
    }
}
