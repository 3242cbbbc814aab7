package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.rules.Rules.DAY;
import static org.loyaltyrules.rules.Rules.GOLD;
import static org.loyaltyrules.rules.Rules.compile;
import static org.loyaltyrules.rules.Rules.qualification;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.award.Award;
import org.loyaltyrules.award.Firing;
import org.loyaltyrules.event.Purchase.Line;
import org.loyaltyrules.explanation.Outcome;
import org.loyaltyrules.fact.Purchase;
import org.loyaltyrules.fact.TierChange;

/** Random rules of several patterns on random purchases: the search of explanations matches what Drools matches. */
class RandomPatternsTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final List<String> CATEGORIES = List.of("TEA", "CUP", "FRESH");

    @Test
    void given_random_patterns_when_searched_then_they_match_as_often_as_in_the_network() {
        long firstSeed = 1;
        long lastSeed = LONG ? 20_000 : 600;
        long fired = 0;
        long told = 0;
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                text.append("rule \"r")
                        .append(i)
                        .append("\"\nwhen\n")
                        .append(new Generator(random).conditions())
                        .append("\nthen\n  award.tag(\"T\");\nend\n");
            }
            RuleSet rules = compile(IdleRules.without("f0.drl", text.toString(), Rules.problems(text.toString())));
            for (int i = 0; i < 4; i++) {
                List<List<Object>> phases = phases(random);
                List<List<Firing>> happened = fire(rules, phases);
                for (RuleVerdict verdict : rules.verdicts(DAY, phases)) {
                    for (int phase = 0; phase < phases.size(); phase++) {
                        List<List<Award>> actual = happened.get(phase).stream()
                                .filter(firing -> firing.rule() == verdict.rule())
                                .map(Firing::awards)
                                .toList();
                        assertThat(verdict.matches().get(phase))
                                .as(
                                        "seed %d, purchase %d, phase %d, %s\n%s",
                                        seed, i, phase, verdict.rule().name(), text)
                                .hasSameSizeAs(actual);
                        fired += actual.size();
                    }
                    boolean matches = verdict.matches().stream().anyMatch(list -> !list.isEmpty());
                    assertThat(verdict.otherwise() == null)
                            .as("seed %d, %s\n%s", seed, verdict.rule().name(), text)
                            .isEqualTo(matches);
                    told += verdict.otherwise() instanceof Outcome.NotMatched ? 1 : 0;
                }
            }
        }
        System.out.printf("seeds %d to %d: %d firings, %d mismatches told%n", firstSeed, lastSeed, fired, told);
        assertThat(fired).isGreaterThan(1_000);
        assertThat(told).isGreaterThan(1_000);
    }

    private static List<List<Firing>> fire(RuleSet rules, List<List<Object>> phases) {
        List<List<Firing>> all = new ArrayList<>();
        try (RuleEvaluation evaluation = rules.begin(DAY)) {
            for (List<Object> facts : phases) {
                facts.forEach(evaluation::insert);
                all.add(evaluation.fire());
            }
        }
        return all;
    }

    private static List<List<Object>> phases(Random random) {
        List<Line> lines = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            lines.add(new Line(
                    "S" + random.nextInt(3),
                    CATEGORIES.get(random.nextInt(3)),
                    random.nextBoolean() ? "ACME" : null,
                    1 + random.nextInt(4),
                    BigDecimal.valueOf(10L + 10 * random.nextInt(4)),
                    random.nextBoolean() ? Set.of("NEW", "FLASH") : Set.of(),
                    random.nextBoolean() ? DAY.plusDays(1) : null));
        }
        Purchase purchase = Rules.purchase(GOLD, LocalTime.of(18 + random.nextInt(4), 30), lines.toArray(Line[]::new));
        List<List<Object>> phases = new ArrayList<>();
        phases.add(List.of(Rules.facts(purchase)));
        phases.add(List.of(qualification()));
        if (random.nextBoolean()) {
            phases.add(List.of(new TierChange(GOLD, "GOLD", "DIAMOND", true, DAY)));
        }
        return phases;
    }

    /** Writes the conditions of one rule. */
    private static final class Generator {

        private final Random random;
        private int variables;

        Generator(Random random) {
            this.random = random;
        }

        @SafeVarargs
        private <T> T of(T... choices) {
            return choices[random.nextInt(choices.length)];
        }

        String conditions() {
            List<String> parts = new ArrayList<>();
            parts.add(of("$p : Purchase()", "$p : Purchase( amount >= 40 )", "$p : Purchase( hour < 20 )"));
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                String part = part();
                // After "from $x" a parenthesis would be read as a call.
                parts.add(part.startsWith("(") ? 1 : parts.size(), part);
            }
            return String.join("\n", parts);
        }

        private String part() {
            String x = "$x" + variables;
            String y = "$y" + variables++;
            return switch (random.nextInt(15)) {
                case 0 -> "LineItem( " + line() + " )";
                case 1 -> x + " : LineItem( " + line() + " ) LineItem( this != " + x + ", " + line() + " )";
                case 2 -> "LineItem( " + x + " : quantity ) LineItem( quantity > " + x + " )";
                case 3 -> "not LineItem( " + line() + " )";
                case 4 -> "exists LineItem( " + line() + ", " + line() + " )";
                case 5 -> "forall( LineItem( " + line() + " ) )";
                case 6 ->
                    "forall( " + x + " : LineItem( " + line() + " ) LineItem( this == " + x + ", " + line() + " ) )";
                case 7 ->
                    "accumulate( LineItem( " + line() + ", " + x + " : quantity ); " + y + " : "
                            + of("sum", "max", "min", "average") + "(" + x + "); " + y + of(" > ", " == ", " <= ")
                            + (1 + random.nextInt(5)) + " )";
                case 8 ->
                    "Number( this >= " + random.nextInt(4) + " ) from accumulate( LineItem( " + line()
                            + " ), count() )";
                case 9 -> "( LineItem( " + line() + " ) or Purchase( " + of("hour < 20", "quantity > 5") + " ) )";
                case 10 ->
                    "not ( LineItem( " + x + " : category ) and LineItem( category != " + x + ", " + line() + " ) )";
                case 11 -> "exists ( LineItem( " + line() + " ) or LineItem( " + line() + ", " + line() + " ) )";
                case 12 -> "LineItem( " + line() + " ) from $p.lines";
                case 13 ->
                    of(
                            "Qualification( payable >= 20 )",
                            "TierChange( upgrade )",
                            "not TierChange()",
                            "Member( points > 500 )");
                default -> "LineItem( " + x + " : tags ) String( this " + of("==", "!=") + " \"NEW\" ) from " + x;
            };
        }

        private String line() {
            return switch (random.nextInt(9)) {
                case 0 -> "category == \"" + of("TEA", "CUP", "FRESH") + "\"";
                case 1 -> "quantity " + of(">", ">=", "<", "==") + " " + (1 + random.nextInt(4));
                case 2 -> "amount " + of(">", "<=", "==") + " " + (10 + 10 * random.nextInt(4));
                case 3 -> "tags contains \"NEW\"";
                case 4 -> "category == \"TEA\" || quantity > 2";
                case 5 -> "brand != null";
                case 6 -> "availableFrom > date";
                case 7 -> "!(amount > 20)";
                default -> "sku in (\"S0\", \"S1\")";
            };
        }
    }
}
