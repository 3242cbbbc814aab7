package org.loyaltyrules.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.BudgetAlert;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.EventConflictException;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.member.MemberAccount;

/**
 * What every {@link MembershipStore} must do. Extend it, and give it an empty store: the tests then run on that. They need no
 * more than the store's interface and the engine.
 */
public abstract class MembershipStoreContract {

    private static final OffsetDateTime AT =
            OffsetDateTime.of(2026, 3, 2, 12, 30, 15, 123_456_789, ZoneOffset.ofHours(8));

    private static final LoyaltyProgram PROGRAM =
            LoyaltyProgram.of("contract", Map.of("program.json", """
                    {"name": "contract", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
                     "tierPolicy": {"validity": "P12M"},
                     "points": {"pending": "P14D", "validity": "P12M", "payWith": {"pointsPerUnit": 100, "step": 100, "maxShare": 1.0}},
                     "vouchers": {"WELCOME": {"kind": "AMOUNT_OFF", "value": 10}},
                     "budgets": {"TEN": {"unit": "USES", "cap": 10, "alertAt": 0.5}}}
                    """, "rules.drl", """
                    rule "One point a yuan"
                    when
                      Purchase()
                    then
                      award.earn(1);
                    end
                    rule "A voucher to begin with"
                    when
                      Enrollment()
                    then
                      award.voucher("WELCOME");
                    end
                    rule "Gold from a thousand yuan"
                    when
                      Qualification( spend.lastMonths(12) >= 1000 )
                    then
                      award.tier("GOLD");
                    end
                    rule "Points for whoever refers somebody"
                    when
                      Referral( stage == "FIRST_PURCHASE" )
                    then
                      award.points(500);
                    end
                    rule "The first ten get more" @budget("TEN")
                    when
                      Purchase( channel == "RACE" )
                    then
                      award.points(7);
                    end
                    """));

    /** An empty store. Called once for each test. */
    protected abstract MembershipStore emptyStore() throws Exception;

    private MembershipStore store;

    private MembershipEngine engine() throws Exception {
        store = emptyStore();
        return engineOn(store);
    }

    private static MembershipEngine engineOn(MembershipStore store) {
        return MembershipEngine.builder().program(PROGRAM).store(store).build();
    }

    private static Enrollment enrollment(String member) {
        return Enrollment.of("enroll-" + member, AT, member);
    }

    private static Purchase purchase(String id, String member, String amount) {
        return Purchase.of(id, AT.plusMinutes(1), member, amount);
    }

    private MemberAccount account(String member) {
        MemberAccount account = store.member(member);
        assertThat(account).isNotNull();
        return account;
    }

    private long sumOfEntries(String member) {
        return store.entries(member).stream().mapToLong(Entry::points).sum();
    }

    @Test
    void given_an_empty_store_when_somebody_is_looked_up_then_nobody_is_found() throws Exception {
        store = emptyStore();

        assertThat(store.member("m1")).isNull();
        assertThat(store.referrer("m1")).isNull();
        assertThat(store.members()).isEmpty();
        assertThat(store.entries("m1")).isEmpty();
        assertThat(store.decisions("m1")).isEmpty();
    }

    @Test
    void given_a_unit_of_work_that_is_not_committed_when_it_is_closed_then_nothing_of_it_is_kept() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.preview(enrollment("m1"));

            assertThat(store.member("m1")).isNull();
            assertThat(engine.process(enrollment("m1")).accepted()).isTrue();
            assertThat(store.members()).hasSize(1);
        }
    }

    @Test
    void given_all_that_a_member_can_have_when_it_is_read_back_then_it_is_what_was_put() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m0"));
            engine.process(enrollment("m1")
                    .birthday(MonthDay.of(2, 29))
                    .channel("商场 app")
                    .referrer("m0")
                    .tags(Set.of("VIP", "naïve"))
                    .attributes(Map.of("city", "上海", "empty", "")));
            Decision decision = engine.process(purchase("p1", "m1", "1200.50").vouchers("WELCOME-enroll-m1-1"));
            assertThat(decision.tier().after()).isEqualTo("GOLD");

            MemberAccount account = account("m1");
            assertThat(account.profile().birthday()).isEqualTo(MonthDay.of(2, 29));
            assertThat(account.profile().channel()).isEqualTo("商场 app");
            assertThat(account.profile().tags()).containsExactlyInAnyOrder("VIP", "naïve");
            assertThat(account.profile().attributes()).isEqualTo(Map.of("city", "上海", "empty", ""));
            assertThat(store.referrer("m1")).isEqualTo("m0");
            assertThat(store.entries("m1").get(0).at()).isEqualTo(AT.plusMinutes(1));
            assertThat(account.points().pending()).isEqualTo(1190);
            assertThat(store.decisions("m1")).extracting(Decision::event).containsExactly("enroll-m1", "p1");
        }
    }

    @Test
    void given_members_in_any_order_when_all_are_read_then_they_come_in_order_of_id() throws Exception {
        try (MembershipEngine engine = engine()) {
            for (String member : List.of("m2", "M1", "m10", "ä", "m1")) {
                engine.process(enrollment(member));
            }

            assertThat(store.members()).extracting(MemberAccount::id).containsExactly("M1", "m1", "m10", "m2", "ä");
        }
    }

    @Test
    void given_an_event_that_was_decided_when_it_is_sent_again_then_its_first_decision_comes_back() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1"));
            Decision first = engine.process(purchase("p1", "m1", "10.00"));

            Decision again = engineOn(store).process(purchase("p1", "m1", "10"));

            assertThat(again).isEqualTo(first.asReplay());
            assertThat(sumOfEntries("m1")).isEqualTo(10);
        }
    }

    @Test
    void given_an_id_that_was_used_when_other_content_comes_with_it_then_it_is_a_conflict() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1"));
            engine.process(enrollment("m2"));
            engine.process(purchase("p1", "m1", "10.00"));

            assertThatThrownBy(() -> engine.process(purchase("p1", "m1", "10.01")))
                    .isInstanceOf(EventConflictException.class);
            assertThatThrownBy(() -> engine.process(purchase("p1", "m2", "10.00")))
                    .isInstanceOf(EventConflictException.class);
            assertThat(sumOfEntries("m2")).isZero();
        }
    }

    @Test
    void given_a_purchase_of_long_ago_when_it_is_returned_then_points_and_vouchers_are_as_before() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1"));
            engine.process(purchase("p1", "m1", "1200.00").vouchers("WELCOME-enroll-m1-1"));
            engine.process(Purchase.of("p2", AT.plusDays(20), "m1", "30.00").pointsToSpend(1000));
            engine.process(Purchase.of("p3", AT.plusDays(21), "m1", "5.00"));

            Decision second = engine.process(Return.of("r2", AT.plusDays(22), "m1", "p2"));
            Decision first = engine.process(Return.of("r1", AT.plusDays(23), "m1", "p1"));

            assertThat(second.points().restored()).isEqualTo(1000);
            assertThat(first.points().clawedBack()).isEqualTo(1190);
            assertThat(first.tier().after()).isEqualTo("BASIC");
            assertThat(account("m1").wallet().usableVouchers(LocalDate.of(2026, 4, 1)))
                    .hasSize(1);
            assertThat(engine.process(Return.of("r3", AT.plusDays(24), "m1", "p1"))
                            .reason())
                    .isEqualTo("NOTHING_TO_RETURN");
            assertThat(sumOfEntries("m1")).isEqualTo(5);
        }
    }

    @Test
    void given_a_referee_when_the_first_purchase_comes_then_the_referrer_gets_points_once() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("z"));
            engine.process(enrollment("a").referrer("z"));
            engine.process(enrollment("b").referrer("a"));

            engine.process(purchase("p1", "a", "1.00"));
            engine.process(purchase("p2", "a", "1.00"));
            engine.process(purchase("p3", "b", "1.00"));

            assertThat(sumOfEntries("z")).isEqualTo(500);
            assertThat(sumOfEntries("a")).isEqualTo(502);
        }
    }

    @Test
    void given_a_day_when_it_has_begun_then_points_are_released_and_sending_it_again_changes_nothing()
            throws Exception {
        try (MembershipEngine engine = engine()) {
            for (int i = 1; i <= 7; i++) {
                engine.process(enrollment("m" + i));
                engine.process(purchase("p" + i, "m" + i, "10.00"));
            }
            Day day = Day.of("day-1", AT.plusDays(14), LocalDate.of(2026, 3, 16));

            List<Decision> decisions = engine.process(day);

            assertThat(decisions)
                    .extracting(Decision::member)
                    .containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7");
            assertThat(decisions).allMatch(decision -> decision.points().released() == 10);
            assertThat(account("m7").points().balance()).isEqualTo(10);
            assertThat(engine.process(Day.of("day-1-again", AT.plusDays(14), LocalDate.of(2026, 3, 16))))
                    .hasSize(7)
                    .allMatch(Decision::replayed);
            assertThatThrownBy(() -> engine.process(Day.of("day-1", AT.plusDays(15), LocalDate.of(2026, 3, 17))))
                    .isInstanceOf(EventConflictException.class);
        }
    }

    @Test
    void given_days_on_which_nothing_is_due_when_they_pass_then_the_member_has_seen_them() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1"));
            engine.process(Day.of("day-1", AT.plusDays(1), LocalDate.of(2026, 3, 3)));
            engine.process(Day.of("day-9", AT.plusDays(9), LocalDate.of(2026, 3, 11)));
            engine.process(enrollment("m2"));

            assertThat(account("m1").booksDay()).isEqualTo(LocalDate.of(2026, 3, 11));
            assertThat(account("m1").sequence()).isEqualTo(3);
            assertThat(account("m2").booksDay()).isEqualTo(LocalDate.of(2026, 3, 2));
        }
    }

    @Test
    void given_days_before_and_after_an_enrollment_when_they_pass_then_the_member_has_seen_those_after_it()
            throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(Day.of("day-1", AT.minusDays(1), LocalDate.of(2026, 3, 1)));
            engine.process(enrollment("m1"));
            engine.process(Day.of("day-2", AT.plusDays(5), LocalDate.of(2026, 3, 7)));
            engine.process(Day.of("day-3", AT.plusDays(6), LocalDate.of(2026, 2, 20)));
            engine.process(Day.of("day-4", AT.plusDays(7), LocalDate.of(2026, 3, 5)));

            assertThat(account("m1").booksDay()).isEqualTo(LocalDate.of(2026, 3, 7));
            assertThat(account("m1").sequence()).isEqualTo(3);
            assertThat(store.members()).containsExactly(account("m1"));
            engine.process(purchase("p1", "m1", "10.00"));
            assertThat(account("m1").sequence()).isEqualTo(4);
        }
    }

    @Test
    void given_a_rule_that_refuses_a_day_when_it_has_passed_then_the_member_has_not_seen_it() throws Exception {
        LoyaltyProgram refusing = LoyaltyProgram.of("contract", Map.of("program.json", """
                        {"name": "contract", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC"]}
                        """, "rules.drl", """
                        rule "Not on the third" when Day( dayOfMonth == 3 ) then award.reject("CLOSED"); end
                        """));
        store = emptyStore();
        try (MembershipEngine engine =
                MembershipEngine.builder().program(refusing).store(store).build()) {
            engine.process(enrollment("m1"));
            engine.process(Day.of("day-1", AT.plusDays(1), LocalDate.of(2026, 3, 3)));
            assertThat(account("m1").sequence()).isEqualTo(1);
            assertThat(account("m1").booksDay()).isEqualTo(LocalDate.of(2026, 3, 2));

            engine.process(Day.of("day-2", AT.plusDays(2), LocalDate.of(2026, 3, 4)));
            assertThat(account("m1").sequence()).isEqualTo(2);
            assertThat(account("m1").booksDay()).isEqualTo(LocalDate.of(2026, 3, 4));
        }
    }

    @Test
    void given_a_preview_of_a_day_then_it_is_what_happens_and_nothing_is_kept() throws Exception {
        try (MembershipEngine engine = engine()) {
            for (int i = 1; i <= 5; i++) {
                engine.process(enrollment("m" + i));
                engine.process(purchase("p" + i, "m" + i, "10.00"));
            }
            Day day = Day.of("day-1", AT.plusDays(14), LocalDate.of(2026, 3, 16));

            List<Decision> preview = engine.preview(day);

            assertThat(engine.explain(day, "m5").orElseThrow().decision()).isEqualTo(preview.get(4));
            assertThat(engine.explain(day, "nobody")).isEmpty();
            assertThat(account("m1").points().balance()).isZero();
            assertThat(engine.process(day)).isEqualTo(preview);
        }
    }

    @Test
    void given_an_erased_member_then_nothing_of_it_is_found_and_the_sums_stay() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("giver"));
            engine.process(enrollment("gone").referrer("giver").attributes(Map.of("k", "v")));
            engine.process(enrollment("referee").referrer("gone"));
            engine.process(purchase("p1", "giver", "100.00"));
            engine.process(purchase("p2", "gone", "100.00"));
            Transfer transfer = Transfer.of("t1", AT.plusDays(15), "giver", "gone", 40);
            Decision given = engine.process(transfer);
            assertThat(given.related()).hasSize(1);

            engine.process(Erasure.of("x1", AT.plusDays(16), "gone"));

            assertThat(store.member("gone")).isNull();
            assertThat(store.entries("gone")).isEmpty();
            assertThat(store.decisions("gone")).isEmpty();
            assertThat(store.referrer("referee")).isNull();
            Decision replay = engine.process(transfer);
            assertThat(replay.replayed()).isTrue();
            assertThat(replay.related()).isEmpty();
            assertThat(StoreText.of(store.decisions("giver"))).doesNotContain("gone");
            assertThatThrownBy(() -> engine.process(Transfer.of("t1", AT.plusDays(15), "giver", "gone", 41)))
                    .isInstanceOf(EventConflictException.class);
            assertThat(engine.process(purchase("p3", "gone", "1.00")).reason()).isEqualTo("UNKNOWN_MEMBER");
            Decision afresh = engine.process(
                    Enrollment.of("enroll-2", AT.plusDays(17), "gone").referrer("giver"));
            assertThat(afresh.messages()).extracting(Decision.Message::code).containsExactly("ALREADY_REFERRED");
        }
    }

    @Test
    void given_entries_when_those_before_a_day_are_purged_then_the_balance_is_the_sum_of_those_that_are_left()
            throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1"));
            engine.process(purchase("p1", "m1", "100.00"));
            engine.process(Purchase.of("p2", AT.plusDays(20), "m1", "30.00"));
            engine.process(Purchase.of("p3", AT.plusDays(40), "m1", "7.00"));

            engine.purgeBefore(LocalDate.of(2026, 4, 1));
            engine.purgeBefore(LocalDate.of(2026, 4, 1));

            assertThat(store.entries("m1").get(0).kind()).isEqualTo(EntryKind.OPENING);
            assertThat(store.entries("m1").get(0).points()).isEqualTo(130);
            assertThat(sumOfEntries("m1")).isEqualTo(137);
            assertThat(engine.statement("m1", LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30))
                            .opening())
                    .isEqualTo(130);
            engine.process(Purchase.of("p4", AT.plusDays(41), "m1", "3.00"));
            assertThat(sumOfEntries("m1")).isEqualTo(140);
        }
    }

    @Test
    void given_a_member_when_exported_then_all_that_is_kept_is_in_it() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1").birthday(MonthDay.of(5, 2)).attributes(Map.of("city", "上海")));
            engine.process(purchase("p1", "m1", "12.34"));

            assertThat(engine.export("m1").orElseThrow())
                    .contains("\"birthday\" : \"--05-02\"", "上海", "12.34", "WELCOME-enroll-m1-1", "\"EARN\"", "p1");
            assertThat(engine.export("m2")).isEmpty();
        }
    }

    @Test
    void given_many_threads_and_a_budget_when_they_race_then_it_is_drawn_to_the_cap_and_told_once() throws Exception {
        store = emptyStore();
        List<BudgetAlert> alerts = new ArrayList<>();
        try (MembershipEngine engine = MembershipEngine.builder()
                .program(PROGRAM)
                .store(store)
                .onBudgetAlert(alert -> {
                    synchronized (alerts) {
                        alerts.add(alert);
                    }
                })
                .build()) {
            for (int i = 0; i < 8; i++) {
                engine.process(enrollment("m" + i));
            }
            race(8, thread -> {
                for (int i = 0; i < 4; i++) {
                    untilDecided(
                            engine,
                            Purchase.of("p" + thread + "-" + i, AT, "m" + thread, "1.00")
                                    .channel("RACE"));
                }
            });

            assertThat(StoreText.of(store, List.of("TEN"))).contains("TEN=10");
            long granted = store.members().stream()
                    .mapToLong(account -> account.points().pending())
                    .sum();
            assertThat(granted).isEqualTo(8 * 4 + 10 * 7);
            assertThat(alerts).hasSize(1);
        }
    }

    @Test
    void given_two_threads_with_one_event_when_they_race_then_it_is_decided_once() throws Exception {
        try (MembershipEngine engine = engine()) {
            engine.process(enrollment("m1"));
            for (int round = 0; round < 10; round++) {
                Purchase purchase = purchase("p" + round, "m1", "10.00");
                List<Decision> decisions = new ArrayList<>();
                race(4, thread -> {
                    Decision decision = engine.process(purchase);
                    synchronized (decisions) {
                        decisions.add(decision);
                    }
                });
                assertThat(decisions)
                        .filteredOn(decision -> !decision.replayed())
                        .hasSize(1);
            }
            assertThat(sumOfEntries("m1")).isEqualTo(100);
        }
    }

    @Test
    void given_two_threads_that_enroll_the_same_member_when_they_race_then_one_is_refused() throws Exception {
        try (MembershipEngine engine = engine()) {
            for (int round = 0; round < 10; round++) {
                String member = "m" + round;
                List<Decision> decisions = new ArrayList<>();
                race(3, thread -> {
                    Decision decision = engine.process(Enrollment.of("e" + member + thread, AT, member));
                    synchronized (decisions) {
                        decisions.add(decision);
                    }
                });
                assertThat(decisions).filteredOn(Decision::accepted).hasSize(1);
            }
        }
    }

    @Test
    void given_members_who_give_each_other_points_when_they_race_then_none_is_lost() throws Exception {
        try (MembershipEngine engine = engine()) {
            for (String member : List.of("a", "b")) {
                engine.process(enrollment(member));
                engine.process(purchase("p-" + member, member, "1000.00"));
            }
            race(2, thread -> {
                for (int i = 0; i < 20; i++) {
                    String from = thread == 0 ? "a" : "b";
                    untilDecided(
                            engine,
                            Transfer.of(
                                    "t" + thread + "-" + i, AT.plusDays(15), from, from.equals("a") ? "b" : "a", 7));
                }
            });

            assertThat(sumOfEntries("a") + sumOfEntries("b")).isEqualTo(2000);
            assertThat(account("a").points().balance()).isEqualTo(1000);
        }
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void race(int threads, Work work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(workers.submit(() -> {
                    start.await();
                    work.run(thread);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** What a host does where a unit was in others' way too often: it sends the event again. */
    private static void untilDecided(MembershipEngine engine, MemberEvent event) {
        AtomicBoolean decided = new AtomicBoolean();
        while (!decided.get()) {
            try {
                engine.process(event);
                decided.set(true);
            } catch (ConcurrentUnitException e) {
                Thread.onSpinWait();
            }
        }
    }
}
