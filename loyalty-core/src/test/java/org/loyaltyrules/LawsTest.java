package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loyaltyrules.Programs.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.decision.DecisionJson;
import org.loyaltyrules.decision.MemberStanding;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.EventJson;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.Lot;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.ledger.PointPosting;
import org.loyaltyrules.member.DailyTotals;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.program.Budget;
import org.loyaltyrules.program.PointsCap;
import org.loyaltyrules.program.Rule;
import org.loyaltyrules.reference.RandomEvents;
import org.loyaltyrules.reference.RandomPrograms;
import org.loyaltyrules.reference.ReferenceProgram;
import org.loyaltyrules.rules.RuleFailureException;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.StoreDigest;
import org.loyaltyrules.store.UnitOfWork;

/** Laws that hold whatever the program and the events. A failure names its seed and step. */
class LawsTest {

    private static final boolean LONG = Boolean.getBoolean("loyalty.long");
    private static final int PROGRAMS = LONG ? 10_000 : 500;
    private static final int STEPS = LONG ? 200 : 20;
    private static final int FEWER_PROGRAMS = LONG ? 5_000 : 60;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate MUCH_LATER = LocalDate.of(2161, 1, 3);
    private static final String FAILING = """
            rule "Fails once a purchase is settled"
            when
              Purchase( channel == "FAILING" )
              Qualification( $payable : payable )
            then
              award.points(-1 - $payable);
            end
            rule "Fails once an action is settled"
            when
              Action( kind == "FAILING" )
              Qualification( $payable : payable )
            then
              award.points(-1 - $payable);
            end
            """;

    /** An engine with its store, and what it says of an event. */
    private record Scene(LoyaltyProgram program, InMemoryMembershipStore store, MembershipEngine engine)
            implements AutoCloseable {

        static Scene of(ReferenceProgram program) {
            Map<String, String> files = new HashMap<>(program.files());
            files.put("failing.drl", FAILING);
            return of(LoyaltyProgram.of("random", files));
        }

        static Scene of(LoyaltyProgram program) {
            InMemoryMembershipStore store = new InMemoryMembershipStore();
            return new Scene(
                    program,
                    store,
                    MembershipEngine.builder().program(program).store(store).build());
        }

        ZoneId zone() {
            return program.definition().zone();
        }

        String digest() {
            return StoreDigest.of(store);
        }

        MemberAccount account(String member) {
            MemberAccount account = store.member(member);
            assertThat(account).isNotNull();
            return account;
        }

        /** The decisions; none where the event is an error. */
        List<Decision> decide(ObjectNode json, boolean keep) {
            try {
                Event event = EventJson.read(json.toString());
                if (event instanceof Day day) {
                    return keep ? engine.process(day) : engine.preview(day);
                }
                MemberEvent memberEvent = (MemberEvent) event;
                return List.of(keep ? engine.process(memberEvent) : engine.preview(memberEvent));
            } catch (EventFormatException | EventConflictException e) {
                return List.of();
            }
        }

        Map<String, Long> budgets() {
            Map<String, Long> drawn = new TreeMap<>();
            try (UnitOfWork unit = store.begin(Set.of())) {
                for (String code : program.definition().budgets().keySet()) {
                    drawn.put(code, unit.budgetDrawn(code));
                }
            }
            return drawn;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static ObjectNode node(Decision decision) {
        try {
            return (ObjectNode) JSON.readTree(DecisionJson.write(decision));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ObjectNode> json(List<Decision> decisions) {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Decision decision : decisions) {
            nodes.add(node(decision));
        }
        return nodes;
    }

    @Test
    void given_random_programs_when_random_events_are_decided_then_the_laws_hold_after_every_step() {
        long steps = 0;
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            ReferenceProgram program = RandomPrograms.create(seed, true);
            RandomEvents events = new RandomEvents(seed, program, true);
            Random random = new Random(seed);
            try (Scene scene = Scene.of(program)) {
                List<Decision> last = List.of();
                Map<String, List<Entry>> entries = Map.of();
                String digest = scene.digest();
                int length = LONG ? random.nextInt(STEPS) + 1 : STEPS;
                for (int step = 0; step < length; step++) {
                    ObjectNode event = events.next(json(last));
                    String context = "seed " + seed + ", step " + step + ": " + event;
                    last = decided(scene, event, digest, context);
                    digest = scene.digest();
                    entries = checkLedgers(scene, entries, event, context);
                    scene.store().members().forEach(account -> checkAccount(scene, account, context));
                    checkBudgets(scene, context);
                    if (step % 4 == 0) {
                        checkExpiry(scene, random, context);
                        checkFailure(scene, random, context + " and then a rule that fails");
                        assertThat(scene.digest()).as(context).isEqualTo(digest);
                    }
                    steps++;
                }
            }
        }
        System.out.printf("laws: seeds 1 to %d, %d steps%n", PROGRAMS, steps);
    }

    /** Previews an event, decides it, and sends it again. */
    private static List<Decision> decided(Scene scene, ObjectNode event, String before, String context) {
        List<Decision> preview = scene.decide(event, false);
        assertThat(scene.digest()).as(context).isEqualTo(before);
        List<Decision> decisions = scene.decide(event, true);
        assertThat(decisions).as(context).isEqualTo(preview);
        boolean changesNothing = decisions.stream().allMatch(decision -> decision.replayed() || !decision.accepted());
        boolean isDay = event.path("type").asText().equals("day");
        String after = scene.digest();
        if (changesNothing && !(isDay && decisions.isEmpty())) {
            assertThat(after).as(context).isEqualTo(before);
        }
        List<Decision> again = scene.decide(event, true);
        assertThat(scene.digest()).as(context).isEqualTo(after);
        if (!changesNothing && !event.path("type").asText().equals("erase")) {
            assertThat(again)
                    .as(context)
                    .isEqualTo(decisions.stream().map(Decision::asReplay).toList());
        }
        return decisions;
    }

    private static Map<String, List<Entry>> checkLedgers(
            Scene scene, Map<String, List<Entry>> before, ObjectNode event, String context) {
        Map<String, List<Entry>> after = StoreDigest.entries(scene.store());
        boolean erasure = event.path("type").asText().equals("erase");
        before.forEach((member, entries) -> {
            List<Entry> now = after.get(member);
            if (now != null) {
                assertThat(now.subList(0, entries.size())).as(context).isEqualTo(entries);
            } else {
                assertThat(erasure && event.get("member").asText().equals(member))
                        .as(context)
                        .isTrue();
            }
        });
        after.forEach((member, entries) -> {
            if (scene.store().member(member) == null) {
                assertThat(entries.stream().mapToLong(Entry::points).sum())
                        .as(context)
                        .isZero();
            }
        });
        return after;
    }

    private static void checkAccount(Scene scene, MemberAccount account, String context) {
        PointBook book = account.points();
        Map<Long, Long> byLot = new HashMap<>();
        long debt = 0;
        for (Entry entry : scene.engine().entries(account.id())) {
            if (entry.lot() == null) {
                debt -= entry.points();
            } else {
                byLot.merge(entry.lot(), entry.points(), Long::sum);
            }
        }
        assertThat(book.debt()).as(context).isEqualTo(debt).isNotNegative();
        long sum = -debt;
        for (Lot lot : book.lots()) {
            assertThat(lot.remaining())
                    .as(context)
                    .isNotNegative()
                    .isEqualTo(byLot.remove(lot.id()).longValue());
            assertThat(lot.remaining() > 0 && lot.isPast(account.booksDay()))
                    .as(context)
                    .isFalse();
            sum += lot.remaining();
        }
        assertThat(byLot).as(context).isEmpty();
        MemberStanding standing =
                scene.engine().standing(account.id(), account.booksDay()).orElseThrow();
        assertThat(standing.points() + standing.pending()).as(context).isEqualTo(sum);
        checkTiers(scene, account, context);
        for (PointsCap cap : scene.program().definition().points().caps()) {
            DailyTotals earned = account.allowances().cappedPoints();
            assertThat(earned.between(
                            cap.per().firstDay(account.booksDay()), cap.per().lastDay(account.booksDay())))
                    .as(context)
                    .isLessThanOrEqualTo(cap.max());
        }
        for (Rule rule : scene.program().ruleSet().rules()) {
            if (rule.limit() != null) {
                assertThat(account.allowances().uses(rule.name(), rule.limit().per(), account.booksDay()))
                        .as(context)
                        .isBetween(0L, (long) rule.limit().times());
            }
        }
    }

    /** Steps of the ladder go up, in tier and in time. */
    private static void checkTiers(Scene scene, MemberAccount account, String context) {
        int level = -1;
        for (TierStep step : account.tiers().steps()) {
            assertThat(scene.program().definition().tierLevel(step.tier()))
                    .as(context)
                    .isGreaterThan(level);
            level = scene.program().definition().tierLevel(step.tier());
        }
    }

    private static void checkBudgets(Scene scene, String context) {
        Map<String, Long> drawn = scene.budgets();
        for (Budget budget : scene.program().definition().budgets().values()) {
            assertThat(drawn.get(budget.code())).as(context).isBetween(0L, budget.cap());
        }
    }

    private static void checkExpiry(Scene scene, Random random, String context) {
        for (MemberAccount account : scene.store().members()) {
            LocalDate first = account.booksDay().plusDays(random.nextInt(60));
            LocalDate second = first.plusDays(random.nextInt(400));
            PointBook atOnce = PointPosting.forward(account.points(), second);
            PointBook byTwo = PointPosting.forward(PointPosting.forward(account.points(), first), second);
            assertThat(byTwo).as(context).isEqualTo(atOnce);
            assertThat(PointPosting.forward(atOnce, second)).as(context).isEqualTo(atOnce);
            assertThat(atOnce.lots())
                    .as(context)
                    .noneMatch(lot -> lot.remaining() > 0
                            && (lot.isPast(second)
                                    || lot.pending() != lot.availableOn().isAfter(second)));
            scene.engine().standings(first);
            MemberStanding standing =
                    scene.engine().standing(account.id(), second).orElseThrow();
            assertThat(standing.points()).as(context).isEqualTo(atOnce.balance());
            assertThat(standing.pending()).as(context).isEqualTo(atOnce.pending());
        }
    }

    private static void checkFailure(Scene scene, Random random, String context) {
        List<MemberAccount> members = scene.store().members();
        if (members.isEmpty()) {
            return;
        }
        MemberAccount member = members.get(random.nextInt(members.size()));
        OffsetDateTime at = member.booksDay()
                .plusDays(random.nextInt(40))
                .atTime(LocalTime.NOON)
                .atZone(scene.zone())
                .toOffsetDateTime();
        MemberEvent event = random.nextBoolean()
                ? Action.of("fails", at, member.id(), "FAILING")
                : Purchase.of("fails", at, member.id(), "10").channel("FAILING");
        try {
            assertThat(scene.engine().process(event).accepted()).as(context).isFalse();
        } catch (RuleFailureException expected) {
            assertThat(expected).hasMessageContaining("Fails once");
        }
    }

    @Test
    void given_events_of_unrelated_members_when_interleaved_otherwise_then_each_member_ends_the_same() {
        for (long seed = 1; seed <= FEWER_PROGRAMS; seed++) {
            ReferenceProgram program = without(RandomPrograms.create(seed, true), true, Set.of("Referral", "Ranking"));
            RandomEvents events = new RandomEvents(seed, program, true);
            Map<String, List<ObjectNode>> eventsOf = new TreeMap<>();
            Map<String, List<Decision>> decisionsOf = new TreeMap<>();
            Map<String, String> owners = new HashMap<>();
            try (Scene one = Scene.of(program);
                    Scene other = Scene.of(program)) {
                List<Decision> last = List.of();
                for (int step = 0; step < 2 * STEPS; step++) {
                    ObjectNode event = events.next(json(last));
                    event.remove("referrer");
                    String member = event.path("member").asText();
                    String owner = owners.putIfAbsent(event.path("id").asText(), member);
                    boolean related = Set.of("day", "transfer")
                            .contains(event.path("type").asText());
                    if (related || owner != null && !owner.equals(member)) {
                        last = List.of();
                        continue;
                    }
                    last = one.decide(event, true);
                    eventsOf.computeIfAbsent(member, any -> new ArrayList<>()).add(event);
                    decisionsOf
                            .computeIfAbsent(member, any -> new ArrayList<>())
                            .addAll(last);
                }
                String context = "seed " + seed;
                assertThat(interleaved(other, eventsOf, new Random(seed)))
                        .as(context)
                        .isEqualTo(decisionsOf);
                assertThat(other.engine().standings(MUCH_LATER))
                        .as(context)
                        .isEqualTo(one.engine().standings(MUCH_LATER));
                for (MemberAccount account : one.store().members()) {
                    MemberAccount same = other.account(account.id());
                    assertThat(other.engine().entries(account.id()))
                            .as(context)
                            .isEqualTo(one.engine().entries(account.id()));
                    assertThat(same.points()).as(context).isEqualTo(account.points());
                    assertThat(same.wallet()).as(context).isEqualTo(account.wallet());
                    assertThat(same.tiers()).as(context).isEqualTo(account.tiers());
                    assertThat(same.allowances()).as(context).isEqualTo(account.allowances());
                }
            }
        }
    }

    private static Map<String, List<Decision>> interleaved(
            Scene scene, Map<String, List<ObjectNode>> eventsOf, Random random) {
        Map<String, List<Decision>> decisions = new TreeMap<>();
        Map<String, Integer> places = new HashMap<>();
        List<String> members = new ArrayList<>(eventsOf.keySet());
        members.forEach(member -> decisions.put(member, new ArrayList<>()));
        while (!members.isEmpty()) {
            String member = members.get(random.nextInt(members.size()));
            int place = places.merge(member, 1, Integer::sum);
            decisions.get(member).addAll(scene.decide(eventsOf.get(member).get(place - 1), true));
            if (place == eventsOf.get(member).size()) {
                members.remove(member);
            }
        }
        return decisions;
    }

    private static ReferenceProgram without(ReferenceProgram program, boolean budgets, Set<String> facts) {
        return program.withRules(program.rules().stream()
                .filter(rule -> !budgets || rule.budget() == null)
                .filter(rule -> rule.patterns().stream().noneMatch(pattern -> facts.contains(pattern.factType())))
                .toList());
    }

    @Test
    void given_a_purchase_when_returned_in_any_parts_then_that_is_as_one_return_and_restores_what_was_before() {
        int returned = 0;
        for (long seed = 1; seed <= FEWER_PROGRAMS; seed++) {
            ReferenceProgram program =
                    without(RandomPrograms.create(seed, true), false, Set.of("Referral", "TierChange"));
            RandomEvents events = new RandomEvents(seed, program, true);
            try (Scene whole = Scene.of(program);
                    Scene parts = Scene.of(program)) {
                List<Decision> last = List.of();
                for (int step = 0; step < STEPS; step++) {
                    ObjectNode event = events.next(json(last));
                    last = whole.decide(event, true);
                    parts.decide(event, true);
                }
                for (MemberAccount account : whole.store().members()) {
                    returned += checkReturn(whole, parts, account.id(), new Random(seed), "seed " + seed) ? 1 : 0;
                }
            }
        }
        assertThat(returned).isGreaterThan(FEWER_PROGRAMS);
    }

    private static boolean checkReturn(Scene whole, Scene parts, String member, Random random, String seed) {
        OffsetDateTime at = whole.account(member)
                .booksDay()
                .atTime(LocalTime.of(22, 0))
                .atZone(whole.zone())
                .toOffsetDateTime();
        Action forward = Action.of("forward-" + member, at, member, "NOTHING");
        Purchase purchase = purchase(whole, member, at, random);
        String context = seed + ", " + purchase;
        boolean accepted = true;
        for (Scene scene : List.of(whole, parts)) {
            accepted &= scene.engine().process(forward).accepted();
        }
        MemberAccount before = whole.account(member);
        Map<String, Long> budgetsBefore = whole.budgets();
        for (Scene scene : List.of(whole, parts)) {
            accepted = accepted && scene.engine().process(purchase).accepted();
        }
        if (!accepted) {
            return false;
        }
        Return all = Return.of("return-" + member, at, member, purchase.id());
        Decision atOnce = whole.engine().process(all);
        assertThat(atOnce.accepted()).as(context).isTrue();
        checkSum(atOnce, inParts(parts, purchase, all, random), context);
        MemberAccount one = whole.account(member);
        MemberAccount other = parts.account(member);
        assertThat(other.points()).as(context).isEqualTo(one.points());
        assertThat(other.activity().spend())
                .as(context)
                .isEqualTo(one.activity().spend());
        assertThat(other.activity().purchases())
                .as(context)
                .isEqualTo(one.activity().purchases());
        assertThat(other.wallet()).as(context).isEqualTo(one.wallet());
        assertThat(other.allowances()).as(context).isEqualTo(one.allowances());
        assertThat(other.tier()).as(context).isEqualTo(one.tier());
        assertThat(parts.budgets()).as(context).isEqualTo(whole.budgets());

        assertThat(one.points().debt()).as(context).isEqualTo(before.points().debt());
        for (Lot lot : one.points().lots()) {
            Lot old = before.points().lot(lot.id());
            assertThat(lot.remaining()).as(context).isEqualTo(old == null ? 0 : old.remaining());
        }
        assertThat(one.activity().spend())
                .as(context)
                .isEqualTo(before.activity().spend());
        assertThat(one.activity().purchases())
                .as(context)
                .isEqualTo(before.activity().purchases());
        assertThat(one.wallet().usableVouchers(one.booksDay()))
                .as(context)
                .isEqualTo(before.wallet().usableVouchers(one.booksDay()));
        one.allowances()
                .limitUses()
                .forEach((rule, uses) -> assertThat(uses)
                        .as(context)
                        .isEqualTo(before.allowances().limitUses().getOrDefault(rule, DailyTotals.NONE)));
        assertThat(whole.budgets()).as(context).isEqualTo(budgetsBefore);
        return true;
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

    @Test
    void given_points_when_earned_spent_and_returned_in_loops_then_there_are_never_more_and_none_lasts_longer() {
        String catalog = """
                {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"],
                 "points": {"validity": "P40D", "rounding": "UP", "clawback": "%s",
                            "payWith": {"pointsPerUnit": 10, "step": 1, "maxShare": 1}}}
                """;
        String earn = rule("Earn", "Purchase()", "award.earn(3); award.points(7);");
        for (String clawback : List.of("NEGATIVE", "CLAMP")) {
            LoyaltyProgram program =
                    LoyaltyProgram.of("test", Map.of("program.json", catalog.formatted(clawback), "rules.drl", earn));
            for (long seed = 1; seed <= FEWER_PROGRAMS; seed++) {
                try (Scene scene = Scene.of(program)) {
                    loop(scene, new Random(seed), clawback + ", seed " + seed);
                }
            }
        }
    }

    private static void loop(Scene scene, Random random, String context) {
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
            inParts(scene, purchase, Return.of("r" + round, at, "m1", purchase.id()), random);

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

    @Test
    void given_a_budget_of_uses_when_64_threads_draw_on_it_then_it_is_never_overspent() throws Exception {
        String gift = "rule \"Gift\"\n  @budget(\"FEW\")\nwhen\n  Purchase()\nthen\n  award.gift(\"MUG\");\nend\n";
        try (Scene scene = inParallel("\"budgets\": {\"FEW\": {\"unit\": \"USES\", \"cap\": 99}}", gift, 64, 99)) {
            assertThat(scene.budgets()).containsEntry("FEW", 99L);
        }
    }

    @Test
    void given_a_limit_when_64_threads_buy_for_one_member_then_it_holds() throws Exception {
        String limited =
                "rule \"Gift\"\n  @limit(\"5 per day\")\nwhen\n  Purchase()\nthen\n  award.gift(\"MUG\");\nend\n";
        inParallel("\"points\": {}", limited, 1, 5).close();
    }

    @Test
    void given_a_cap_when_64_threads_buy_for_one_member_then_it_holds() throws Exception {
        String earn = rule("Earn", "Purchase()", "award.points(7);");
        String cap = "\"points\": {\"caps\": [{\"per\": \"DAY\", \"max\": 1000}]}";
        try (Scene scene = inParallel(cap, earn, 1, 143)) {
            assertThat(scene.account("m0").points().balance()).isEqualTo(1000);
        }
    }

    /** 64 threads make 5 purchases each, for so many members; of those, so many are granted something. */
    private static Scene inParallel(String catalog, String rule, int members, int granted) throws Exception {
        String json = "{\"name\": \"test\", \"zone\": \"UTC\", \"currency\": \"CNY\", \"tiers\": [\"BASIC\"], "
                + catalog + "}";
        Scene scene = Scene.of(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", rule)));
        OffsetDateTime noon = OffsetDateTime.parse("2026-03-02T12:00:00Z");
        for (int m = 0; m < members; m++) {
            scene.engine().process(Enrollment.of("e" + m, noon, "m" + m));
        }
        AtomicInteger grants = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(64);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 64; t++) {
                int thread = t;
                all.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 5; i++) {
                        Purchase purchase = Purchase.of("p" + thread + "-" + i, noon, "m" + thread % members, "1");
                        boolean fired =
                                !scene.engine().process(purchase).fired().isEmpty();
                        grants.addAndGet(fired ? 1 : 0);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(grants).hasValue(granted);
        return scene;
    }
}
