package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.event.Purchase.Line;
import org.loyaltyrules.fact.Member;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.fact.Qualification;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.DiscountStacking;
import org.loyaltyrules.program.LeapDayBirthday;
import org.loyaltyrules.program.PointsPolicy;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramDefinition;
import org.loyaltyrules.program.Reward;
import org.loyaltyrules.program.RewardContent;
import org.loyaltyrules.program.TierPolicy;
import org.loyaltyrules.program.VoucherDefinition;

/** A small program, its facts, and how to run rules on them. */
final class Rules {

    static final LocalDate DAY = LocalDate.of(2026, 6, 5);
    static final TestMember GOLD = TestMember.of("GOLD");

    private Rules() {}

    static ProgramDefinition program() {
        VoucherDefinition voucher = new VoucherDefinition(
                "WELCOME10",
                VoucherDefinition.Kind.AMOUNT_OFF,
                BigDecimal.TEN,
                BigDecimal.ZERO,
                null,
                false,
                Set.of(),
                Set.of());
        return new ProgramDefinition(
                "test",
                "1",
                ZoneId.of("Asia/Shanghai"),
                Currency.getInstance("CNY"),
                TestMember.TIERS,
                TierPolicy.DEFAULT,
                PointsPolicy.DEFAULT,
                DiscountStacking.BEST,
                LeapDayBirthday.FEB_28,
                OptionalInt.empty(),
                Map.of("WELCOME10", voucher),
                Map.of("MUG", new Reward("MUG", 800, null, new RewardContent.Gift("MUG"))),
                Map.of(),
                Map.of(
                        "STORE_GIFTS",
                        new Budget("STORE_GIFTS", Budget.Unit.USES, 1_000, null),
                        "FESTIVAL",
                        new Budget("FESTIVAL", Budget.Unit.POINTS, 100_000, null)),
                Map.of());
    }

    /** The rules of one or more files, which must have no errors. */
    static RuleSet compile(String... files) {
        List<Problem> problems = new ArrayList<>();
        RuleSet rules = RuleSet.compile(program(), sources(files), problems);
        problems.removeIf(problem -> problem.severity() == Problem.Severity.WARNING);
        assertThat(problems).extracting(Problem::describe).isEmpty();
        return rules;
    }

    static List<Problem> problems(String... files) {
        List<Problem> problems = new ArrayList<>();
        RuleSet rules = RuleSet.compile(program(), sources(files), problems);
        assertThat(rules == null)
                .isEqualTo(problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR));
        return problems;
    }

    private static List<RuleSource> sources(String... files) {
        List<RuleSource> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(new RuleSource("f" + sources.size() + ".drl", file));
        }
        return sources;
    }

    /** One rule with these conditions, which tags the member. */
    static RuleSet rule(String conditions) {
        return rule(conditions, "award.tag(\"FIRED\");");
    }

    static RuleSet rule(String conditions, String consequence) {
        return compile("rule \"r\"\nwhen\n  " + conditions + "\nthen\n  " + consequence + "\nend\n");
    }

    /** What fires for these facts, which are inserted at once. */
    static List<Firing> fire(RuleSet rules, Object... facts) {
        try (RuleEvaluation evaluation = rules.begin(DAY)) {
            Arrays.stream(facts).forEach(evaluation::insert);
            return evaluation.fire();
        }
    }

    /** The awards of a rule with these conditions and consequence, on the purchase and its lines. */
    static List<Award> awards(String conditions, String consequence, Purchase purchase) {
        return fire(rule(conditions, consequence), facts(purchase)).stream()
                .flatMap(firing -> firing.awards().stream())
                .toList();
    }

    /** How often a rule with these conditions fires for the purchase. */
    static int firings(String conditions, Purchase purchase) {
        return fire(rule(conditions), facts(purchase)).size();
    }

    static boolean fires(String conditions, Purchase purchase) {
        return firings(conditions, purchase) > 0;
    }

    static Object[] facts(Purchase purchase) {
        List<Object> facts = new ArrayList<>();
        facts.add(purchase.member());
        facts.add(purchase);
        facts.addAll(purchase.lines());
        return facts.toArray();
    }

    /** A purchase of one line by a gold member at 20:00 on a Friday. */
    static Purchase purchase(String amount) {
        return purchase(GOLD, LocalTime.of(20, 0), line("A1", "TEA", 3, amount));
    }

    static Purchase purchase(Line... lines) {
        return purchase(GOLD, LocalTime.of(20, 0), lines);
    }

    static Purchase purchase(Member member, LocalTime time, Line... lines) {
        org.loyaltyrules.event.Purchase event = org.loyaltyrules.event.Purchase.of(
                        "p1", DAY.atTime(time).atOffset(ZoneOffset.UTC), member.id(), List.of(lines))
                .channel("APP");
        return new Purchase(member, event, DAY, time, 2, true);
    }

    static Line line(String sku, String category, long quantity, String amount) {
        return new Line(sku, category, null, quantity, new BigDecimal(amount), Set.of("FLASH", "NEW"), DAY.plusDays(1));
    }

    static Qualification qualification() {
        TestMember before = new TestMember("m1", "GOLD", null, new BigDecimal("480.00"), 3, Set.of());
        return new Qualification(before, GOLD, new BigDecimal("20.00"), DAY, true, true, false);
    }
}
