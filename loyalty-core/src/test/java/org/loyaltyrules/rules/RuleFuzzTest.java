package org.loyaltyrules.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.program.Problem;
import org.loyaltyrules.program.ProgramReader;

/**
 * Whatever a rule file or a catalog says, it is compiled or refused with problems: nothing is thrown, nothing hangs. {@code
 * -Dloyalty.fuzz.seed=…} repeats a run, {@code -Dloyalty.fuzz.inputs=…} sets how long it is.
 */
class RuleFuzzTest {

    private static final long SEED = Long.getLong("loyalty.fuzz.seed", 20_260_605L);
    private static final int INPUTS =
            Integer.getInteger("loyalty.fuzz.inputs", Boolean.getBoolean("loyalty.long") ? 1_000_000 : 4_000);
    /** Far beyond what anything takes: only what hangs is a failure, not what a busy machine makes slow. */
    private static final Duration HANGS = Duration.ofMinutes(2);

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final long MOST_HEAP = 1L << 30;

    private static final String CATALOG = """
            {"name":"test","version":"1","zone":"Asia/Shanghai","currency":"CNY","tiers":["BASIC","SILVER","GOLD","DIAMOND"],
             "tierPolicy":{"validity":"P12M","roundTo":"MONTH_END","grace":"P7D","downgrade":"ONE_LEVEL"},
             "points":{"rounding":"DOWN","multipliers":"BEST","validity":"P1Y","pending":"P7D","clawback":"CLAMP",
              "payWith":{"pointsPerUnit":100,"step":100,"maxShare":0.5},"caps":[{"per":"DAY","max":5000}]},
             "discounts":{"stacking":"COMPOUND"},"leapDayBirthday":"MAR_1","referral":{"maxPerMember":3},
             "vouchers":{"WELCOME10":{"kind":"AMOUNT_OFF","value":10,"minSpend":99.5,"validity":"P30D","stackable":true,
              "excludedCategories":["A"],"onlyCategories":["B"]}},
             "rewards":{"MUG":{"points":800,"minTier":"GOLD","gives":{"voucher":"WELCOME10"}}},
             "partners":{"AIR":{"rate":0.5,"min":1000,"step":100}},
             "budgets":{"STORE_GIFTS":{"unit":"USES","cap":1000,"alertAt":0.8}},"labels":{"GOLD":{"en":"Gold","zh":"金卡"}}}
            """;

    /** One input after another, with what is at work now for the watchdog. */
    private static final class Campaign {
        private final String name;
        private final AtomicReference<String> current = new AtomicReference<>("");
        private volatile long began = System.nanoTime();
        private volatile boolean over;
        private long slowest;
        private String slowestInput = "";
        private long highestHeap;

        Campaign(String name) {
            this.name = name;
        }

        void watch() {
            Thread watchdog = new Thread(
                    () -> {
                        while (!over) {
                            if (System.nanoTime() - began > HANGS.toNanos()) {
                                System.err.println(name + " hangs on (seed " + SEED + "):\n" + current.get());
                                Runtime.getRuntime().halt(1);
                            }
                            try {
                                Thread.sleep(1_000);
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    },
                    "fuzz watchdog");
            watchdog.setDaemon(true);
            watchdog.start();
        }

        void run(int number, String input, Runnable attempt) {
            current.set(input);
            began = System.nanoTime();
            long before = CPU.getCurrentThreadCpuTime();
            try {
                attempt.run();
            } catch (Throwable escaped) {
                throw new AssertionError(
                        name + " failed on input " + number + " of seed " + SEED + ":\n" + input, escaped);
            }
            long took = CPU.getCurrentThreadCpuTime() - before;
            if (took > slowest) {
                slowest = took;
                slowestInput = input;
            }
            if (number % 1_000 == 0) {
                Runtime runtime = Runtime.getRuntime();
                highestHeap = Math.max(highestHeap, runtime.totalMemory() - runtime.freeMemory());
            }
        }

        void end(int inputs) {
            over = true;
            System.out.println(name + ": " + inputs + " inputs of seed " + SEED + ", slowest " + slowest / 1_000_000
                    + " ms of CPU time, highest heap " + (highestHeap >> 20) + " MB; the slowest:\n"
                    + (slowestInput.length() > 2_000 ? slowestInput.substring(0, 2_000) : slowestInput));
            assertThat(highestHeap).isLessThan(MOST_HEAP);
        }
    }

    /** Makes new files of old ones. */
    private static final class Mutator {

        private final Random random;
        private final List<String> parts;
        private final List<String> tokens;

        Mutator(Random random, List<String> parts) {
            this.random = random;
            this.parts = parts;
            this.tokens = new ArrayList<>();
            for (String part : parts) {
                for (Token token : Tokenizer.scan(part, 0, part.length())) {
                    tokens.add(part.substring(token.start(), token.end()));
                }
            }
            tokens.addAll(
                    List.of("eval(", "from", "or", "and", "not", "exists", "forall", "accumulate(", "new", "declare"));
            tokens.addAll(
                    List.of("\\u0041", "\u202E", "\u0000", "/*", "*/", "//", "\"", "'", "((((", "))))", "]", "{", "}"));
            tokens.addAll(List.of(
                    "99999999999999999999999", "1e9", "0x10", "1.", "..", "!.", ":=", "@", "\uD800", "end", "then"));
        }

        String next() {
            StringBuilder text = new StringBuilder(pick(parts));
            if (random.nextInt(4) == 0) {
                text.append('\n').append(pick(parts));
            }
            for (int i = random.nextInt(6); i >= 0; i--) {
                mutate(text);
            }
            return text.toString();
        }

        private void mutate(StringBuilder text) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + 1 + random.nextInt(20));
            switch (random.nextInt(9)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, pick(tokens));
                case 2 -> text.insert(at, " " + pick(tokens) + " ");
                case 3 -> text.replace(at, end, pick(tokens));
                case 4 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(30)));
                case 5 -> flip(text, at);
                case 6 -> text.setLength(at);
                case 7 -> swapTokens(text);
                default -> text.insert(at, (char) random.nextInt(0x3100));
            }
        }

        /** Changes a bit of a byte, which may be one of several of a character. */
        private void flip(StringBuilder text, int at) {
            if (at < text.length()) {
                text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
            }
        }

        private void swapTokens(StringBuilder text) {
            List<Token> all = Tokenizer.scan(text.toString(), 0, text.length());
            Token token = all.get(random.nextInt(all.size()));
            text.replace(token.start(), token.end(), pick(tokens));
        }

        private String pick(List<String> from) {
            return from.get(random.nextInt(from.size()));
        }
    }

    private static List<String> honestRules() {
        List<String> rules = new ArrayList<>();
        for (String file : HonestRulesTest.files().values()) {
            for (String rule : file.split("\n(?=// [a-z-]+ [0-9]+\n)")) {
                rules.add(rule);
            }
        }
        return rules;
    }

    @Test
    void given_mutations_of_honest_rules_when_compiled_then_they_are_compiled_or_refused() {
        Campaign campaign = new Campaign("Rule files");
        campaign.watch();
        Mutator mutator = new Mutator(new Random(SEED), honestRules());
        int[] accepted = new int[1];
        for (int i = 0; i < INPUTS; i++) {
            String input = mutator.next();
            campaign.run(i, input, () -> {
                List<Problem> problems = new ArrayList<>();
                Diagnostics diagnostics = new Diagnostics();
                new ProgramCompiler(Rules.program(), RuleSafety.SAFE, diagnostics)
                        .compile(List.of(new RuleSource("f.drl", input)));
                problems.addAll(diagnostics.inOrder());
                problems.forEach(Problem::describe);
                accepted[0] += diagnostics.hasErrors() ? 0 : 1;
            });
        }
        System.out.println("Rule files: " + accepted[0] + " of them had no problem");
        campaign.end(INPUTS);
        assertThat(accepted[0]).isBetween(INPUTS / 100, INPUTS / 2);
    }

    @Test
    void given_mutations_of_a_catalog_when_read_then_it_is_read_or_refused() {
        Campaign campaign = new Campaign("Catalogs");
        campaign.watch();
        Mutator mutator = new Mutator(new Random(SEED), List.of(CATALOG));
        int inputs = INPUTS / 2;
        for (int i = 0; i < inputs; i++) {
            String input = mutator.next();
            campaign.run(i, input, () -> {
                List<Problem> problems = new ArrayList<>();
                ProgramReader.read("program.json", input, problems);
                problems.forEach(Problem::describe);
            });
        }
        campaign.end(inputs);
    }

    @Test
    void given_mutations_of_honest_rules_when_compiled_for_a_network_then_whatever_is_accepted_can_be_evaluated() {
        Campaign campaign = new Campaign("Networks");
        campaign.watch();
        Mutator mutator = new Mutator(new Random(SEED + 1), honestRules());
        int inputs = Math.min(INPUTS, 400);
        Map<Boolean, Integer> ends = new TreeMap<>();
        for (int i = 0; i < inputs; i++) {
            String input = mutator.next();
            campaign.run(i, input, () -> {
                RuleSet rules =
                        RuleSet.compile(Rules.program(), List.of(new RuleSource("f.drl", input)), new ArrayList<>());
                if (rules != null) {
                    try {
                        Rules.fire(rules, Rules.facts(Rules.purchase("12.00")));
                        ends.merge(true, 1, Integer::sum);
                    } catch (RuleFailureException told) {
                        ends.merge(false, 1, Integer::sum);
                    }
                }
            });
        }
        System.out.println("Networks: fired without failing or not " + ends);
        campaign.end(inputs);
    }
}
