package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.explanation.NearMiss;

/** What a member is closest to: by hand, and on random rules by doing what is said. */
class NearMissTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final String CATALOG = """
            {"name": "near", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "SILVER", "GOLD"],
             "referral": {"maxPerMember": 8}, "budgets": {"GIFTS": {"unit": "USES", "cap": 0}}}
            """;

    private static OffsetDateTime at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atOffset(ZoneOffset.ofHours(8));
    }

    private static MembershipEngine engine(String... rules) {
        LoyaltyProgram program =
                LoyaltyProgram.of("near", Map.of("program.json", CATALOG, "rules.drl", String.join("\n", rules)));
        MembershipEngine engine = MembershipEngine.builder().program(program).build();
        engine.process(Enrollment.of("e1", at(TODAY, 8), "m1").birthday(MonthDay.of(3, 5)));
        return engine;
    }

    private static String annotated(String name, String annotation, String when, String then) {
        return rule(name, when, then).replaceFirst("\nwhen", "\n" + annotation + "\nwhen");
    }

    private static List<String> near(MembershipEngine engine) {
        return engine.nearMisses("m1", TODAY).stream()
                .map(miss -> miss.text("CNY"))
                .toList();
    }

    @Test
    void given_tiers_by_spend_when_asked_then_each_higher_one_is_told_with_what_it_lacks() {
        try (MembershipEngine engine = engine(
                rule("Silver", "Qualification( spend.lifetime >= 500 )", "award.tier(\"SILVER\");"),
                rule("Gold", "Qualification( spend.lifetime > 2000 )", "award.tier(\"GOLD\");"))) {
            engine.process(Purchase.of("p1", at(TODAY, 9), "m1", "400.00"));

            assertThat(near(engine))
                    .containsExactly(
                            "Silver (rules.drl:1): a purchase of 100.00 CNY brings tier SILVER",
                            "Gold (rules.drl:8): a purchase of 1600.01 CNY brings tier GOLD");

            engine.process(Purchase.of("p2", at(TODAY, 10), "m1", "100.00"));
            assertThat(near(engine)).containsExactly("Gold (rules.drl:8): a purchase of 1500.01 CNY brings tier GOLD");
        }
    }

    @Test
    void given_a_third_purchase_when_asked_then_the_purchases_are_told_and_what_the_last_must_come_to() {
        try (MembershipEngine engine = engine(
                rule("Third", "Qualification( purchases.thisQuarter >= 3 )", "award.gift(\"A\");"),
                rule(
                        "Third and dear",
                        "Qualification( purchase == true, purchases.thisQuarter == 3, payable >= 50 )",
                        "award.gift(\"B\");"))) {
            engine.process(Purchase.of("p1", at(TODAY, 9), "m1", "400.00"));

            assertThat(near(engine))
                    .containsExactly(
                            "Third (rules.drl:1): 2 purchases bring gift A",
                            "Third and dear (rules.drl:8): 2 purchases, the last of 50.00 CNY, bring gift B");
        }
    }

    @Test
    void given_rules_that_no_number_keeps_from_firing_when_asked_then_they_are_left_out() {
        try (MembershipEngine engine = engine(
                rule("Any purchase", "Qualification( purchase == true )", "award.gift(\"A\");"),
                rule("Of Gold", "Qualification( tier == \"GOLD\", spend.lifetime >= 500 )", "award.gift(\"A\");"),
                rule(
                        "Too much",
                        "Qualification( $all : spend.lifetime, spend.lifetime >= 500, $all < 400 )",
                        "award.gift(\"A\");"),
                annotated(
                        "No budget",
                        "@budget(\"GIFTS\")",
                        "Qualification( spend.lifetime >= 500 )",
                        "award.gift(\"A\");"),
                annotated(
                        "Past",
                        "@until(\"2026-03-01\")",
                        "Qualification( spend.lifetime >= 500 )",
                        "award.gift(\"A\");"),
                rule("Of a purchase", "Purchase( amount >= 500 )", "award.gift(\"A\");"))) {
            assertThat(near(engine)).isEmpty();
        }
    }

    @Test
    void given_a_rule_whose_limit_is_used_up_when_asked_then_it_is_left_out_until_the_next_period() {
        try (MembershipEngine engine = engine(
                annotated("Big", "@limit(\"1 per month\")", "Qualification( payable >= 500 )", "award.gift(\"A\");"))) {
            engine.process(Purchase.of("p1", at(TODAY, 9), "m1", "500.00"));

            assertThat(near(engine)).isEmpty();
            assertThat(engine.nearMisses("m1", LocalDate.of(2026, 4, 1)))
                    .extracting(NearMiss::distance)
                    .extracting(distance -> distance.amount().toPlainString())
                    .containsExactly("500.00");
        }
    }

    @Test
    void given_points_that_lack_when_asked_then_they_are_told() {
        try (MembershipEngine engine =
                engine(rule("Rich", "Qualification( points >= 800 )", "award.tier(\"GOLD\");"))) {
            engine.process(Adjustment.of("a1", at(TODAY, 9), "m1", 300, "gift"));

            assertThat(near(engine)).containsExactly("Rich (rules.drl:1): 500 more points bring tier GOLD");
        }
    }

    @Test
    void given_rules_on_days_when_asked_then_the_first_day_on_which_each_fires_is_told() {
        try (MembershipEngine engine = engine(
                rule("Birthday", "Day( member.birthday == true )", "award.gift(\"CAKE\");"),
                rule("Monthly", "Day( firstOfMonth == true, atLeast(\"BASIC\") )", "award.points(10);"),
                rule("Gone", "Day( member.inactiveDays == 60 )", "award.tag(\"GONE\");"),
                rule("Gone for long", "Day( member.tags contains \"GONE\" )", "award.gift(\"A\");"),
                rule("Gold days", "Day( tier == \"GOLD\" )", "award.gift(\"A\");"))) {
            assertThat(near(engine))
                    .containsExactly(
                            "Birthday (rules.drl:1): 2026-03-05, in 3 days, brings gift CAKE",
                            "Monthly (rules.drl:8): 2026-04-01, in 30 days, brings 10 points",
                            "Gone (rules.drl:15): 2026-05-01, in 60 days, brings tag GONE",
                            "Gone for long (rules.drl:22): 2026-05-02, in 61 days, brings gift A");
        }
    }

    @Test
    void given_rules_on_referrals_when_asked_then_the_friends_that_are_missing_are_told() {
        try (MembershipEngine engine = engine(
                rule("Each", "Referral( stage == \"ENROLLED\" )", "award.points(5);"),
                rule("Third", "Referral( stage == \"ENROLLED\", count % 3 == 0 )", "award.gift(\"A\");"),
                rule("Ninth", "Referral( stage == \"ENROLLED\", count >= 9 )", "award.gift(\"A\");"),
                rule("Buyers", "Referral( stage == \"FIRST_PURCHASE\", count == 2 )", "award.gift(\"B\");"),
                rule("Always", "Qualification()", "award.message(\"HELLO\");"),
                rule("Five friends", "Qualification( member.referrals.lifetime >= 5 )", "award.tier(\"GOLD\");"))) {
            engine.process(Enrollment.of("e2", at(TODAY, 9), "m2").referrer("m1"));

            assertThat(near(engine).stream().filter(text -> !text.contains(" day")))
                    .containsExactly(
                            "Each (rules.drl:1): 1 more referral brings 5 points",
                            "Third (rules.drl:8): 2 more referrals bring gift A",
                            "Five friends (rules.drl:36): 4 more referrals bring tier GOLD",
                            "Buyers (rules.drl:22): the first purchases of 2 more referrals bring gift B");
        }
    }

    @Test
    void given_rules_that_only_tell_something_when_asked_then_they_are_left_out() {
        try (MembershipEngine engine = engine(
                rule("In reach", "Qualification( points >= 800 )", "award.message(\"IN_REACH\");"),
                rule("Nearly", "Qualification( spend.lifetime >= 500 )", "award.message(\"NEARLY\");"),
                rule("Missed", "Day( member.inactiveDays == 60 )", "award.message(\"MISSED\");"),
                rule("Friends", "Referral( count == 3 )", "award.message(\"FRIENDS\");"),
                rule(
                        "Silver",
                        "Qualification( spend.lifetime >= 500 )",
                        "award.message(\"HELLO\"); award.tier(\"SILVER\");"))) {
            assertThat(near(engine))
                    .containsExactly(
                            "Silver (rules.drl:29): a purchase of 500.00 CNY brings message HELLO, tier SILVER");
        }
    }

    @Test
    void given_nobody_when_asked_then_there_is_nothing() {
        try (MembershipEngine engine = engine(rule("Each", "Referral()", "award.points(5);"))) {
            assertThat(engine.nearMisses("m9", TODAY)).isEmpty();
        }
    }

    @Test
    void given_random_rules_when_what_is_said_is_done_then_the_rule_fires() {
        long last = LONG ? 3_000 : 100;
        int[] counts = new int[NearMiss.Kind.values().length];
        for (long seed = 1; seed <= last; seed++) {
            Random random = new Random(seed);
            List<String> rules = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                rules.add(annotated(
                        "r" + i,
                        random.nextInt(4) == 0 ? "@limit(\"1 per month\")" : "",
                        condition(random),
                        "award.gift(\"A\");"));
            }
            for (NearMiss miss : near(rules, seed)) {
                try (MembershipEngine engine = played(rules, seed)) {
                    String before = engine.standings(TODAY).toString();
                    engine.nearMisses("m1", lastDay(engine));
                    assertThat(engine.standings(TODAY)).hasToString(before);
                    Decision decision = follow(engine, miss);
                    assertThat(decision.fired())
                            .as("seed %d, %s\n%s", seed, miss, String.join("\n", rules))
                            .extracting(Decision.Fired::rule)
                            .contains(miss.rule());
                    counts[miss.kind().ordinal()]++;
                }
            }
        }
        System.out.printf("seeds 1 to %d: %s followed%n", last, Arrays.toString(counts));
        for (NearMiss.Kind kind : NearMiss.Kind.values()) {
            assertThat(counts[kind.ordinal()]).as(kind.name()).isGreaterThan(10);
        }
    }

    private static List<NearMiss> near(List<String> rules, long seed) {
        try (MembershipEngine engine = played(rules, seed)) {
            return engine.nearMisses("m1", lastDay(engine));
        }
    }

    /** No event is later. */
    private static LocalDate lastDay(MembershipEngine engine) {
        return TODAY.plusDays(20);
    }

    private static MembershipEngine played(List<String> rules, long seed) {
        Random random = new Random(seed);
        MembershipEngine engine = engine(rules.toArray(String[]::new));
        for (int i = 0; i < random.nextInt(5); i++) {
            engine.process(Purchase.of("p" + i, at(TODAY.plusDays(random.nextInt(20)), 9), "m1", amount(random)));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            engine.process(Enrollment.of("f" + i, at(TODAY.plusDays(random.nextInt(20)), 10), "f" + i)
                    .referrer("m1"));
        }
        engine.process(Adjustment.of("a1", at(TODAY.plusDays(20), 11), "m1", 1 + random.nextInt(100), "gift"));
        return engine;
    }

    private static String amount(Random random) {
        return BigDecimal.valueOf(random.nextInt(30_000), 2).toPlainString();
    }

    private static String condition(Random random) {
        int number = 1 + random.nextInt(6);
        String counter = List.of("lifetime", "thisMonth", "thisQuarter", "lastDays(5)", "lastMonths(1)", "today")
                .get(random.nextInt(6));
        String compared = random.nextBoolean() ? " >= " : " > ";
        return switch (random.nextInt(12)) {
            case 0 -> "Qualification( spend." + counter + compared + number * 100 + " )";
            case 1 -> "Qualification( payable" + compared + number * 50 + ", spend." + counter + compared + 200 + " )";
            case 2 -> "Qualification( crossed(\"spend.thisMonth\", " + number * 100 + ") )";
            case 3 -> "Qualification( purchases." + counter + compared + number + " )";
            case 4 -> "Qualification( purchases.lifetime == " + number + ", payable >= " + number * 10 + " )";
            case 5 -> "Qualification( points" + compared + number * 30 + " )";
            case 6 -> "Day( dayOfMonth == " + number * 4 + ", member.purchases.lastDays(60) < 3 )";
            case 7 -> "Day( member.inactiveDays == " + number * 10 + " )";
            case 8 -> "Day( member.daysToBirthday == " + number + " )";
            case 9 -> "Referral( stage == \"ENROLLED\", count % " + number + " == 0 )";
            case 10 -> "Referral( stage == \"FIRST_PURCHASE\", countThisMonth >= " + number + " )";
            default -> "Qualification( member.referrals.lifetime >= " + number + " )";
        };
    }

    /** Does what is said; the decision on the last event. */
    private static Decision follow(MembershipEngine engine, NearMiss miss) {
        LocalDate today = lastDay(engine);
        int amount = miss.distance().amount().intValue();
        return switch (miss.kind()) {
            case SPEND ->
                engine.process(Purchase.of(
                        "x", at(today, 20), "m1", miss.distance().amount().toPlainString()));
            case PURCHASES -> {
                for (int i = 1; i < amount; i++) {
                    engine.process(Purchase.of("x" + i, at(today, 20), "m1", "0"));
                }
                BigDecimal last = miss.spend() == null ? BigDecimal.ZERO : miss.spend();
                yield engine.process(Purchase.of("x", at(today, 20), "m1", last.toPlainString()));
            }
            case POINTS -> engine.process(Adjustment.of("x", at(today, 20), "m1", amount, "more"));
            case DAY -> {
                Decision last = null;
                for (LocalDate day = today.plusDays(1); !day.isAfter(miss.day()); day = day.plusDays(1)) {
                    Decision earlier = last;
                    last = engine.process(Day.of("d" + day, at(day, 0), day)).stream()
                            .filter(decision -> decision.member().equals("m1"))
                            .findFirst()
                            .orElse(last);
                    assertThat(earlier == null
                                    || earlier.fired().stream()
                                            .noneMatch(fired -> fired.rule().equals(miss.rule())))
                            .as("%s is the first day", miss)
                            .isTrue();
                }
                yield last;
            }
            case REFERRALS, REFERRAL_PURCHASES -> {
                Decision last = null;
                for (int i = 0; i < amount; i++) {
                    last = engine.process(
                            Enrollment.of("y" + i, at(today, 20), "y" + i).referrer("m1"));
                    if (miss.kind() == NearMiss.Kind.REFERRAL_PURCHASES) {
                        last = engine.process(Purchase.of("z" + i, at(today, 21), "y" + i, "1"));
                    }
                }
                yield last.related().get(0);
            }
        };
    }
}
