package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.program.Clawback;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.reference.ReferenceRule;

/** Laws of returns: however a purchase is returned, it is as if it had not been. A failure names its seed. */
class ReturnLawsTest {

    /** How often something happened that the law could have failed on; too seldom is a failure of the test. */
    private static final class Cases {

        private final Map<String, Integer> counted = new TreeMap<>();

        void count(String what, boolean happened) {
            counted.merge(what, happened ? 1 : 0, Integer::sum);
        }

        /** Prints what was met; each at least once in so many programs. */
        void check(String law, int programs) {
            System.out.printf("%s: seeds 1 to %d, %s%n", law, Scene.PROGRAMS, counted);
            assertThat(counted.values())
                    .as("%s: %s", law, counted)
                    .allMatch(times -> times * programs > Scene.PROGRAMS);
        }
    }

    /** Two engines to which the same happens, until one returns at once what the other returns in parts. */
    private record Twins(Scene whole, Scene parts) implements AutoCloseable {

        static Twins of(ReferenceProgram program) {
            return new Twins(Scene.of(program), Scene.of(program));
        }

        List<Decision> decide(ObjectNode event) {
            parts.decide(event);
            return whole.decide(event);
        }

        /** Whether both accept it. */
        boolean accept(MemberEvent event) {
            return whole.engine().process(event).accepted()
                    & parts.engine().process(event).accepted();
        }

        @Override
        public void close() {
            whole.close();
            parts.close();
        }
    }

    private static int length(long seed) {
        return Scene.LONG ? new Random(seed).nextInt(200) + 1 : 20;
    }

    @Test
    void given_a_purchase_when_returned_in_any_parts_then_that_is_as_one_return_and_restores_what_was_before() {
        Cases cases = new Cases();
        for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
            Scene.progress("a purchase returned", seed);
            ReferenceProgram program =
                    Scene.without(RandomPrograms.create(seed, true), false, Set.of("Referral", "TierChange"));
            RandomEvents events = new RandomEvents(seed, program, true);
            try (Twins twins = Twins.of(program)) {
                happen(twins, events, length(seed));
                for (MemberAccount account : twins.whole().store().members()) {
                    checkReturn(twins, account.id(), new Random(seed), "seed " + seed, cases);
                }
            }
        }
        cases.check("a purchase returned", 20);
    }

    private static void happen(Twins twins, RandomEvents events, int steps) {
        List<Decision> last = List.of();
        for (int step = 0; step < steps; step++) {
            last = twins.decide(events.next(Scene.json(last)));
        }
    }

    private static OffsetDateTime evening(Scene scene, String member) {
        return scene.account(member)
                .booksDay()
                .atTime(LocalTime.of(22, 0))
                .atZone(scene.zone())
                .toOffsetDateTime();
    }

    private static void checkReturn(Twins twins, String member, Random random, String seed, Cases cases) {
        Scene whole = twins.whole();
        OffsetDateTime at = evening(whole, member);
        Purchase purchase = purchase(whole, member, at, random);
        String context = seed + ", " + purchase;
        boolean forward = twins.accept(Action.of("forward-" + member, at, member, "NOTHING"));
        MemberAccount before = whole.account(member);
        Map<String, Long> budgetsBefore = whole.budgets();
        Decision bought = whole.engine().preview(purchase);
        if (!forward || !twins.accept(purchase)) {
            return;
        }
        MemberAccount owner = whole.account(member);
        Map<String, Long> budgetsBought = whole.budgets();
        Return all = Return.of("return-" + member, at, member, purchase.id());
        Decision atOnce = whole.engine().process(all);
        assertThat(atOnce.accepted()).as(context).isTrue();
        List<Decision> parts = inParts(twins.parts(), purchase, all, random);
        checkSum(atOnce, parts, context);
        checkSame(twins.parts(), whole, member, context);
        checkRestored(before, whole.account(member), context);
        if (bought.related().isEmpty()) { // what a referrer was granted stays
            assertThat(whole.budgets()).as(context).isEqualTo(budgetsBefore);
        }

        cases.count("returned", true);
        cases.count("in parts", parts.size() > 1);
        cases.count("points taken back", atOnce.points().clawedBack() > 0);
        cases.count("points restored", atOnce.points().restored() > 0);
        cases.count("vouchers revoked", !atOnce.revoked().isEmpty());
        cases.count("vouchers used", !purchase.vouchers().isEmpty());
        cases.count(
                "limits used",
                !owner.allowances().limitUses().equals(before.allowances().limitUses()));
        cases.count("budgets drawn on", !budgetsBought.equals(budgetsBefore));
    }

    private static void checkSame(Scene one, Scene other, String member, String context) {
        MemberAccount mine = one.account(member);
        MemberAccount theirs = other.account(member);
        assertThat(mine.points()).as(context).isEqualTo(theirs.points());
        checkSameButLots(one, other, member, context);
    }

    private static void checkSameButLots(Scene one, Scene other, String member, String context) {
        MemberAccount mine = one.account(member);
        MemberAccount theirs = other.account(member);
        assertThat(mine.activity().spend())
                .as(context)
                .isEqualTo(theirs.activity().spend());
        assertThat(mine.activity().purchases())
                .as(context)
                .isEqualTo(theirs.activity().purchases());
        assertThat(mine.wallet()).as(context).isEqualTo(theirs.wallet());
        assertThat(mine.allowances()).as(context).isEqualTo(theirs.allowances());
        assertThat(mine.tier()).as(context).isEqualTo(theirs.tier());
        assertThat(one.budgets()).as(context).isEqualTo(other.budgets());
    }

    /** Points, counters, vouchers and uses are as before; caps are not, by what they mean, and the tier has its own law. */
    private static void checkRestored(MemberAccount before, MemberAccount after, String context) {
        assertThat(after.points().debt()).as(context).isEqualTo(before.points().debt());
        for (Lot lot : after.points().lots()) {
            Lot old = before.points().lot(lot.id());
            assertThat(lot.remaining()).as(context).isEqualTo(old == null ? 0 : old.remaining());
        }
        assertThat(after.activity().spend())
                .as(context)
                .isEqualTo(before.activity().spend());
        assertThat(after.activity().purchases())
                .as(context)
                .isEqualTo(before.activity().purchases());
        assertThat(after.wallet().usableVouchers(after.booksDay()))
                .as(context)
                .isEqualTo(before.wallet().usableVouchers(after.booksDay()));
        after.allowances()
                .limitUses()
                .forEach((rule, uses) -> assertThat(uses)
                        .as(context)
                        .isEqualTo(before.allowances().limitUses().getOrDefault(rule, DailyTotals.NONE)));
    }

    @Test
    void given_other_events_after_a_purchase_when_returned_in_any_parts_then_the_sums_are_as_of_one_return() {
        Cases cases = new Cases();
        for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
            Scene.progress("a purchase returned after other events", seed);
            ReferenceProgram program = withTiersForMore(
                    Scene.without(RandomPrograms.create(seed, true), false, Set.of("Referral", "TierChange")));
            RandomEvents events = new RandomEvents(seed, program, true);
            try (Twins twins = Twins.of(program)) {
                happen(twins, events, length(seed) / 2);
                List<Purchase> purchases = new ArrayList<>();
                for (MemberAccount account : twins.whole().store().members()) {
                    OffsetDateTime at = evening(twins.whole(), account.id());
                    Purchase purchase = purchase(twins.whole(), account.id(), at, new Random(seed));
                    if (twins.accept(purchase)) {
                        purchases.add(purchase);
                    }
                }
                happen(twins, events, length(seed) / 2);
                for (Purchase purchase : purchases) {
                    checkLateReturn(twins, purchase, new Random(seed), "seed " + seed + ", " + purchase, cases);
                }
            }
        }
        cases.check("a purchase returned after other events", 25);
    }

    /**
     * Without rules that give a tier for few purchases or little money: a part that is returned takes such a tier, and it does
     * not come back when the rest is returned.
     */
    private static ReferenceProgram withTiersForMore(ReferenceProgram program) {
        List<ReferenceRule> rules = program.rules().stream()
                .filter(rule ->
                        rule.awards().stream().noneMatch(award -> award.verb().equals("tier"))
                                || rule.patterns().stream()
                                        .flatMap(pattern -> pattern.constraints().stream())
                                        .noneMatch(ReturnLawsTest::asksForLess))
                .toList();
        return program.withRules(rules);
    }

    private static boolean asksForLess(ReferenceRule.Constraint constraint) {
        return Set.of("==", "!=", "<", "<=").contains(constraint.operator())
                && constraint.path().matches(".*(spend|purchases|payable|points).*");
    }

    private static void checkLateReturn(Twins twins, Purchase purchase, Random random, String context, Cases cases) {
        String member = purchase.member();
        if (twins.whole().store().member(member) == null) {
            return; // erased since
        }
        MemberAccount before = twins.whole().account(member);
        OffsetDateTime at = evening(twins.whole(), member);
        Return all = Return.of("return-" + member, at, member, purchase.id());
        Decision atOnce = twins.whole().engine().process(all);
        if (!atOnce.accepted()) {
            return; // enrolled afresh since
        }
        List<Decision> parts = inParts(twins.parts(), purchase, all, random);
        // holds the reviews of a tier to which the member fell and that is past as well
        twins.accept(Action.of("review-" + member, at, member, "NOTHING"));
        checkSameButLots(twins.parts(), twins.whole(), member, context);
        long balance = total(twins.whole().account(member));
        if (twins.whole().program().definition().points().clawback() == Clawback.NEGATIVE) {
            checkSum(atOnce, parts, context);
            assertThat(total(twins.parts().account(member))).as(context).isEqualTo(balance);
        } else {
            // what one part lets go, the points that a later one restores do not make good
            assertThat(total(twins.parts().account(member))).as(context).isGreaterThanOrEqualTo(balance);
        }
        cases.count("returned", true);
        cases.count("in parts", parts.size() > 1);
        cases.count("points restored", atOnce.points().restored() > 0);
        cases.count("points owed", total(twins.whole().account(member)) < 0);
        cases.count(
                "points taken from other lots",
                atOnce.points().clawedBack() > 0
                        && before.points().lots().stream()
                                .anyMatch(lot -> lot.event().equals(purchase.id()) && lot.remaining() == 0));
    }

    private static long total(MemberAccount account) {
        return account.points().balance() + account.points().pending();
    }

    @Test
    void given_tiers_by_counters_when_a_purchase_is_returned_in_any_parts_then_the_tiers_are_those_before_it() {
        Cases cases = new Cases();
        for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
            Scene.progress("tiers after a return", seed);
            Random random = new Random(seed);
            try (Scene scene = Scene.of(tierProgram(random))) {
                checkTiers(scene, random, "seed " + seed, cases);
            }
        }
        cases.check("tiers after a return", 10);
    }

    /** Tiers hang on what is counted alone, so that they can be told from the counters. */
    private static LoyaltyProgram tierProgram(Random random) {
        String catalog = """
                {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "SILVER", "GOLD"],
                 "tierPolicy": {"validity": %s, "downgrade": "%s"}}
                """.formatted(
                        random.nextBoolean() ? "null" : "\"P" + (20 + random.nextInt(40)) + "D\"",
                        List.of("TO_QUALIFIED", "ONE_LEVEL", "NEVER").get(random.nextInt(3)));
        String counter = List.of("spend.lifetime", "spend.thisMonth", "spend.lastDays(30)")
                .get(random.nextInt(3));
        int silver = 50 + random.nextInt(200);
        String rules = rule("Silver", "Qualification( " + counter + " >= " + silver + " )", "award.tier(\"SILVER\");")
                + rule("Gold", "Qualification( purchases.lastDays(60) >= 4 )", "award.tier(\"GOLD\");")
                + rule("Bought", "LineItem( category == \"FEE\" )", "award.tier(\"GOLD\");");
        return LoyaltyProgram.of("test", Map.of("program.json", catalog, "rules.drl", rules));
    }

    private static void checkTiers(Scene scene, Random random, String context, Cases cases) {
        OffsetDateTime at = OffsetDateTime.parse("2026-01-01T12:00:00+08:00");
        scene.engine().process(Enrollment.of("e", at, "m1"));
        int steps = length(random.nextInt(1000));
        for (int step = 0; step < steps; step++) {
            at = at.plusDays(random.nextInt(20));
            // brings the books and the tier to the day, so that a review is no part of what is undone
            scene.engine().process(Action.of("a" + step, at, "m1", "NOTHING"));
            MemberAccount before = scene.account("m1");
            String category = random.nextInt(10) == 0 ? "FEE" : "BOOKS";
            List<Purchase.Line> lines =
                    List.of(Purchase.Line.of("SKU", category, 1 + random.nextInt(4), "" + random.nextInt(300)));
            Purchase purchase = Purchase.of("p" + step, at, "m1", lines);
            Decision bought = scene.engine().process(purchase);
            if (random.nextBoolean()) {
                continue;
            }
            inParts(scene, purchase, Return.of("r" + step, at, "m1", purchase.id()), random);
            MemberAccount after = scene.account("m1");
            assertThat(after.tiers()).as("%s, step %d", context, step).isEqualTo(before.tiers());
            cases.count("returned", true);
            cases.count(
                    "of higher tier by it",
                    !bought.tier().after().equals(bought.tier().before()));
            cases.count("of higher tier before it", !before.tier().equals("BASIC"));
        }
    }

    @Test
    void given_points_when_transferred_there_and_back_then_there_are_never_more_and_none_lasts_longer() {
        Cases cases = new Cases();
        LoyaltyProgram program = LoyaltyProgram.of("test", Map.of("program.json", """
                {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"],
                 "points": {"validity": "P40D", "pending": "P2D"}}
                """));
        for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
            Scene.progress("points there and back", seed);
            try (Scene scene = Scene.of(program)) {
                thereAndBack(scene, new Random(seed), "seed " + seed, cases);
            }
        }
        cases.check("points there and back", 2);
    }

    private static void thereAndBack(Scene scene, Random random, String context, Cases cases) {
        OffsetDateTime at = OffsetDateTime.parse("2026-01-01T12:00:00+08:00");
        scene.engine().process(Enrollment.of("e1", at, "m1"));
        scene.engine().process(Enrollment.of("e2", at, "m2"));
        for (int lot = 0; lot < 4; lot++) {
            at = at.plusDays(random.nextInt(5));
            scene.engine().process(Adjustment.of("a" + lot, at, "m1", 1 + random.nextInt(300), "help desk"));
        }
        at = at.plusDays(2);
        PointBook start = PointPosting.forward(scene.account("m1").points(), at.toLocalDate());
        int steps = length(random.nextInt(1000));
        for (int step = 0; step < steps; step++) {
            at = at.plusHours(random.nextInt(30));
            String from = step % 2 == 0 ? "m1" : "m2";
            long balance = scene.engine()
                    .standing(from, at.toLocalDate())
                    .orElseThrow()
                    .points();
            if (balance > 0) {
                long points = 1 + random.nextLong(balance);
                scene.engine().process(Transfer.of("t" + step, at, from, from.equals("m1") ? "m2" : "m1", points));
                cases.count("transferred", true);
            }
            LocalDate day = at.toLocalDate();
            for (int later = 0; later < 50; later += 7) {
                LocalDate then = day.plusDays(later);
                long both = scene.engine().standings(then).stream()
                        .mapToLong(one -> one.points())
                        .sum();
                assertThat(both)
                        .as("%s, step %d, on %s", context, step, then)
                        .isEqualTo(PointPosting.forward(start, then).balance());
            }
        }
    }

    @Test
    void given_points_when_earned_spent_and_returned_in_loops_then_there_are_never_more_and_none_lasts_longer() {
        String catalog = """
                {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"],
                 "points": {"validity": "P20D", "rounding": "UP", "clawback": "%s",
                            "payWith": {"pointsPerUnit": 10, "step": 1, "maxShare": 1}}}
                """;
        String earn = rule("Earn", "Purchase()", "award.earn(3); award.points(7);");
        Cases cases = new Cases();
        for (String clawback : List.of("NEGATIVE", "CLAMP")) {
            LoyaltyProgram program =
                    LoyaltyProgram.of("test", Map.of("program.json", catalog.formatted(clawback), "rules.drl", earn));
            for (long seed = 1; seed <= Scene.PROGRAMS; seed++) {
                Scene.progress("points in loops", seed);
                try (Scene scene = Scene.of(program)) {
                    loop(scene, new Random(seed), clawback + ", seed " + seed, cases);
                }
            }
        }
        cases.check("points in loops", 2);
    }

    private static void loop(Scene scene, Random random, String context, Cases cases) {
        OffsetDateTime at = OffsetDateTime.parse("2026-01-01T12:00:00+08:00");
        scene.engine().process(Enrollment.of("e", at, "m1"));
        for (int lot = 0; lot < 4; lot++) {
            at = at.plusDays(random.nextInt(5));
            scene.engine().process(Adjustment.of("a" + lot, at, "m1", 1 + random.nextInt(300), "help desk"));
        }
        PointBook start = scene.account("m1").points();
        for (int round = 0; round < 8; round++) {
            at = at.plusDays(random.nextInt(4));
            List<Purchase.Line> lines =
                    List.of(Purchase.Line.of("SKU", "BOOKS", 1 + random.nextInt(5), "" + (30 + random.nextInt(90))));
            long balance = scene.engine()
                    .standing("m1", at.toLocalDate())
                    .orElseThrow()
                    .points();
            long spent = balance <= 0 ? 0 : Math.min(300, random.nextLong(balance + 1));
            Purchase purchase = Purchase.of("p" + round, at, "m1", lines).pointsToSpend(spent);
            assertThat(scene.engine().process(purchase).accepted()).as(context).isTrue();
            at = at.plusDays(random.nextInt(4));
            List<Decision> parts = inParts(scene, purchase, Return.of("r" + round, at, "m1", purchase.id()), random);
            cases.count("points restored", spent > 0);
            cases.count(
                    "points restored and past",
                    parts.stream()
                            .anyMatch(part -> part.points().restored() > 0
                                    && part.points().expired() > 0));

            PointBook now = scene.account("m1").points();
            PointBook untouched = PointPosting.forward(start, at.toLocalDate());
            assertThat(now.balance()).as(context).isLessThanOrEqualTo(untouched.balance());
            for (Lot lot : now.lots()) {
                Lot old = untouched.lot(lot.id());
                assertThat(lot.remaining()).as(context).isLessThanOrEqualTo(old == null ? 0 : old.remaining());
                assertThat(old == null || lot.lastValidDay().equals(old.lastValidDay()))
                        .as(context)
                        .isTrue();
            }
        }
    }

    private static Purchase purchase(Scene scene, String member, OffsetDateTime at, Random random) {
        int digits = scene.program().definition().fractionDigits();
        List<Purchase.Line> lines = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(60_000), 2).setScale(digits, RoundingMode.UP);
            String category = random.nextBoolean() ? "FOOD" : "PHONE";
            lines.add(Purchase.Line.of("SKU1", category, 1 + random.nextInt(4), amount.toPlainString()));
        }
        Purchase purchase = Purchase.of("purchase-" + member, at, member, lines);
        MemberAccount account = scene.account(member);
        List<String> vouchers = account.wallet().usableVouchers(account.booksDay());
        if (!vouchers.isEmpty()
                && scene.engine().preview(purchase.vouchers(vouchers.get(0))).accepted()) {
            purchase = purchase.vouchers(vouchers.get(0));
        }
        for (long points : new long[] {account.points().balance() / 50 * 50, 50, 1}) {
            if (points > 0
                    && scene.engine().preview(purchase.pointsToSpend(points)).accepted()) {
                return purchase.pointsToSpend(points);
            }
        }
        return purchase;
    }

    private static List<Decision> inParts(Scene scene, Purchase purchase, Return all, Random random) {
        List<Return.Line> pieces = new ArrayList<>();
        for (int line = 1; line <= purchase.lines().size(); line++) {
            for (long left = purchase.lines().get(line - 1).quantity(); left > 0; ) {
                long quantity = 1 + random.nextInt((int) left);
                pieces.add(new Return.Line(line, quantity));
                left -= quantity;
            }
        }
        Collections.shuffle(pieces, random);
        List<Decision> decisions = new ArrayList<>();
        for (int from = 0; from < pieces.size(); ) {
            int to = from + 1 + random.nextInt(Math.min(2, pieces.size() - from));
            Return part = Return.of(all.id() + "-" + from, all.at(), all.member(), all.purchase());
            decisions.add(scene.engine().process(part.lines(pieces.subList(from, to))));
            from = to;
        }
        assertThat(decisions).allMatch(Decision::accepted);
        return decisions;
    }

    private static void checkSum(Decision whole, List<Decision> parts, String context) {
        assertThat(parts.stream().map(Decision::payable).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as(context)
                .isEqualByComparingTo(whole.payable());
        assertThat(parts.stream().mapToLong(part -> part.points().restored()).sum())
                .as(context)
                .isEqualTo(whole.points().restored());
        assertThat(parts.stream().mapToLong(part -> part.points().clawedBack()).sum())
                .as(context)
                .isEqualTo(whole.points().clawedBack());
        assertThat(parts.stream().flatMap(part -> part.revoked().stream()))
                .as(context)
                .containsExactlyElementsOf(whole.revoked());
    }
}
