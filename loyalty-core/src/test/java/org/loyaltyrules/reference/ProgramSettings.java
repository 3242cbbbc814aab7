package org.loyaltyrules.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Section 2: {@code program.json} with its defaults filled in. */
final class ProgramSettings {

    record PayWith(BigDecimal pointsPerUnit, long step, BigDecimal maxShare) {}

    record Cap(String per, long max) {}

    record VoucherDefinition(
            String kind,
            BigDecimal value,
            BigDecimal minSpend,
            Period validity,
            boolean stackable,
            List<String> excludedCategories,
            List<String> onlyCategories) {}

    record Reward(long points, String minTier, JsonNode gives) {}

    record Partner(BigDecimal rate, long min, long step) {}

    record Budget(String unit, long cap, BigDecimal alertAt) {}

    final String name;
    final String version;
    final ZoneId zone;
    final int fractionDigits;
    final String currency;
    final List<String> tiers;

    final Period tierValidity;
    final String tierRoundTo;
    final Period grace;
    final String downgrade;

    final RoundingMode pointsRounding;
    final String multipliers;
    final Period pointsValidity;
    final String pointsRoundTo;
    final Period pending;
    final String clawback;
    final PayWith payWith;
    final List<Cap> caps = new ArrayList<>();

    final String stacking;
    final String leapDayBirthday;
    final Long maxReferralsPerMember;

    final Map<String, VoucherDefinition> vouchers = new TreeMap<>();
    final Map<String, Reward> rewards = new TreeMap<>();
    final Map<String, Partner> partners = new TreeMap<>();
    final Map<String, Budget> budgets = new TreeMap<>();

    ProgramSettings(JsonNode json) {
        name = json.path("name").asText();
        version = json.path("version").asText("1");
        zone = ZoneId.of(json.path("zone").asText());
        currency = json.path("currency").asText();
        fractionDigits = Currency.getInstance(currency).getDefaultFractionDigits();
        tiers = texts(json.path("tiers"));

        JsonNode tierPolicy = json.path("tierPolicy");
        tierValidity = period(tierPolicy.path("validity"));
        tierRoundTo = tierPolicy.path("roundTo").asText("DAY");
        grace = Period.parse(tierPolicy.path("grace").asText("P0D"));
        downgrade = tierPolicy.path("downgrade").asText("TO_QUALIFIED");

        JsonNode points = json.path("points");
        pointsRounding = RoundingMode.valueOf(points.path("rounding").asText("DOWN"));
        multipliers = points.path("multipliers").asText("ADD");
        pointsValidity = period(points.path("validity"));
        pointsRoundTo = points.path("roundTo").asText("DAY");
        pending = Period.parse(points.path("pending").asText("P0D"));
        clawback = points.path("clawback").asText("NEGATIVE");
        payWith = payWith(points.path("payWith"));
        for (JsonNode cap : points.path("caps")) {
            caps.add(new Cap(cap.path("per").asText(), cap.path("max").asLong()));
        }

        stacking = json.path("discounts").path("stacking").asText("BEST");
        leapDayBirthday = json.path("leapDayBirthday").asText("FEB_28");
        JsonNode maxPerMember = json.path("referral").path("maxPerMember");
        maxReferralsPerMember = maxPerMember.isNumber() ? Long.valueOf(maxPerMember.asLong()) : null;

        json.path("vouchers").properties().forEach(entry -> vouchers.put(entry.getKey(), voucher(entry.getValue())));
        json.path("rewards").properties().forEach(entry -> rewards.put(entry.getKey(), reward(entry.getValue())));
        json.path("partners").properties().forEach(entry -> partners.put(entry.getKey(), partner(entry.getValue())));
        json.path("budgets").properties().forEach(entry -> budgets.put(entry.getKey(), budget(entry.getValue())));
    }

    int rank(String tier) {
        int rank = tiers.indexOf(tier);
        if (rank < 0) {
            throw new IllegalArgumentException("No such tier: " + tier);
        }
        return rank;
    }

    BigDecimal money(BigDecimal amount) {
        return amount.setScale(fractionDigits, RoundingMode.UNNECESSARY);
    }

    BigDecimal noMoney() {
        return BigDecimal.ZERO.setScale(fractionDigits);
    }

    private static PayWith payWith(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        return new PayWith(
                decimal(json.path("pointsPerUnit"), "100"),
                json.path("step").asLong(100),
                decimal(json.path("maxShare"), "1"));
    }

    private static VoucherDefinition voucher(JsonNode json) {
        return new VoucherDefinition(
                json.path("kind").asText(),
                decimal(json.path("value"), "0"),
                decimal(json.path("minSpend"), "0"),
                period(json.path("validity")),
                json.path("stackable").asBoolean(false),
                texts(json.path("excludedCategories")),
                texts(json.path("onlyCategories")));
    }

    private static Reward reward(JsonNode json) {
        String minTier = json.path("minTier").isTextual() ? json.path("minTier").asText() : null;
        return new Reward(json.path("points").asLong(), minTier, json.path("gives"));
    }

    private static Partner partner(JsonNode json) {
        return new Partner(
                decimal(json.path("rate"), "1"),
                json.path("min").asLong(0),
                json.path("step").asLong(1));
    }

    private static Budget budget(JsonNode json) {
        BigDecimal alertAt = json.path("alertAt").isNumber() ? decimal(json.path("alertAt"), "1") : null;
        return new Budget(json.path("unit").asText(), json.path("cap").asLong(), alertAt);
    }

    private static Period period(JsonNode json) {
        return json.isTextual() ? Period.parse(json.asText()) : null;
    }

    private static BigDecimal decimal(JsonNode json, String whenAbsent) {
        return new BigDecimal(json.isNumber() || json.isTextual() ? json.asText() : whenAbsent);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
