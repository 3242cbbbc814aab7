package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.loyaltyrules.Programs.rule;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.ledger.Entry;
import org.loyaltyrules.ledger.EntryKind;
import org.loyaltyrules.store.InMemoryMembershipStore;
import org.loyaltyrules.store.StoreDigest;

/** Enrollment, referral, changes of profile and erasure. */
class MembersTest {

    private static final String WELCOME =
            rule("Welcome", "Enrollment( channel == \"APP\" )", "award.points(100); award.tag(\"NEW\");");
    private static final String THANKS = rule(
            "Thanks",
            "Referral( stage == \"ENROLLED\", $count : count )",
            "award.points(50); award.message(\"THANKS\", $count);");
    private static final String FIRST = rule("First", "Referral( stage == \"FIRST_PURCHASE\" )", "award.points(20);");

    private final InMemoryMembershipStore store = new InMemoryMembershipStore();
    private MembershipEngine engine;

    @AfterEach
    void end() {
        engine.close();
    }

    private void program(String more, String... rules) {
        String json = "{\"name\": \"test\", \"zone\": \"Asia/Shanghai\", \"currency\": \"CNY\","
                + " \"tiers\": [\"BASIC\", \"SILVER\"]" + more + "}";
        engine = MembershipEngine.builder()
                .program(LoyaltyProgram.of("test", Map.of("program.json", json, "rules.drl", String.join("\n", rules))))
                .store(store)
                .build();
    }

    private static OffsetDateTime on(String day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    private Decision enroll(String member) {
        return engine.process(Enrollment.of("enroll-" + member, on("2026-01-01"), member));
    }

    private Decision enroll(String member, String referrer) {
        return engine.process(
                Enrollment.of("enroll-" + member, on("2026-01-02"), member).referrer(referrer));
    }

    private Decision buy(String id, String member) {
        return engine.process(Purchase.of(id, on("2026-01-05"), member, "10"));
    }

    private void assertRefused(MemberEvent event, String reason) {
        String before = StoreDigest.of(store);
        Decision decision = engine.process(event);
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.member()).isEqualTo(event.member());
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    private static List<String> messages(Decision decision) {
        return decision.messages().stream().map(Decision.Message::code).toList();
    }

    private List<String> tags(String member) {
        return engine.standing(member, LocalDate.parse("2026-01-05"))
                .orElseThrow()
                .tags();
    }

    @Test
    void given_nobody_when_enrolled_then_the_member_has_the_first_tier_and_what_rules_grant() {
        program("", WELCOME, rule("Silver", "Qualification( points >= 100 )", "award.tier(\"SILVER\");"));
        Decision plain = enroll("m1");
        Decision app =
                engine.process(Enrollment.of("e2", on("2026-01-01"), "m2").channel("APP"));
        assertThat(plain.tier()).isEqualTo(new Decision.Tier("BASIC", "BASIC", null));
        assertThat(plain.points().earned()).isZero();
        assertThat(app.points().earned()).isEqualTo(100);
        assertThat(app.tier().after()).isEqualTo("SILVER");
        assertThat(tags("m2")).containsExactly("NEW");
    }

    @Test
    void given_a_member_when_enrolled_again_then_it_is_refused() {
        program("", WELCOME);
        enroll("m1");
        assertRefused(Enrollment.of("e9", on("2026-01-03"), "m1"), "ALREADY_ENROLLED");
    }

    @Test
    void given_a_rule_that_refuses_when_enrolled_then_nobody_is_a_member() {
        program("", rule("Closed", "Enrollment()", "award.reject(\"CLOSED\");"));
        assertRefused(Enrollment.of("e1", on("2026-01-03"), "m1"), "CLOSED");
        assertThat(store.member("m1")).isNull();
    }

    @Test
    void given_a_referrer_when_a_referee_enrolls_then_both_know_and_the_referrer_is_thanked() {
        program(
                "",
                THANKS,
                rule("Silver", "Qualification( member.referrals.lifetime >= 2 )", "award.tier(\"SILVER\");"));
        enroll("m1");
        Decision one = enroll("m2", "m1");
        Decision two = enroll("m3", "m1");
        assertThat(one.related()).singleElement().satisfies(thanked -> {
            assertThat(thanked.member()).isEqualTo("m1");
            assertThat(thanked.points().earned()).isEqualTo(50);
            assertThat(thanked.messages()).containsExactly(new Decision.Message("THANKS", List.of(1L)));
            assertThat(thanked.tier().after()).isEqualTo("BASIC");
        });
        assertThat(two.related().get(0).messages()).containsExactly(new Decision.Message("THANKS", List.of(2L)));
        assertThat(two.related().get(0).tier().after()).isEqualTo("SILVER");
        assertThat(two.related().get(0).points().balance()).isEqualTo(100);
    }

    @Test
    void given_obstacles_to_a_referral_when_enrolled_then_each_is_told_and_nobody_is_thanked() {
        program(", \"referral\": {\"maxPerMember\": 1}", THANKS);
        enroll("m1");
        assertThat(messages(enroll("m2", "m2"))).containsExactly("SELF_REFERRAL");
        assertThat(messages(enroll("m3", "nobody"))).containsExactly("UNKNOWN_REFERRER");
        assertThat(enroll("m4", "m1").related()).hasSize(1);
        Decision overLimit = enroll("m5", "m1");
        assertThat(messages(overLimit)).containsExactly("REFERRAL_LIMIT");
        assertThat(overLimit.related()).isEmpty();
        assertThat(overLimit.accepted()).isTrue();
    }

    @Test
    void given_a_referee_who_was_erased_when_enrolled_afresh_then_that_is_no_second_referral() {
        program("", THANKS);
        enroll("m1");
        enroll("m2", "m1");
        engine.process(Erasure.of("x1", on("2026-01-03"), "m2"));
        Decision afresh =
                engine.process(Enrollment.of("again", on("2026-01-04"), "m2").referrer("m1"));
        assertThat(messages(afresh)).containsExactly("ALREADY_REFERRED");
        assertThat(afresh.related()).isEmpty();
    }

    @Test
    void given_a_member_without_referrer_when_erased_and_referred_then_it_is_the_first_referral() {
        program("", THANKS);
        enroll("m1");
        enroll("m2");
        engine.process(Erasure.of("x1", on("2026-01-03"), "m2"));
        Decision afresh =
                engine.process(Enrollment.of("again", on("2026-01-04"), "m2").referrer("m1"));
        assertThat(afresh.messages()).isEmpty();
        assertThat(afresh.related()).hasSize(1);
    }

    @Test
    void given_a_rule_that_refuses_the_referral_when_enrolled_then_the_enrollment_is_refused() {
        program("", rule("Too many", "Referral( count > 1 )", "award.reject(\"TOO_MANY\");"));
        enroll("m1");
        enroll("m2", "m1");
        assertRefused(Enrollment.of("e3", on("2026-01-02"), "m3").referrer("m1"), "TOO_MANY");
    }

    @Test
    void given_a_referee_when_buying_first_then_the_referrer_is_rewarded_once() {
        program("", FIRST);
        enroll("m1");
        enroll("m2", "m1");
        assertThat(buy("p1", "m2").related()).singleElement().satisfies(rewarded -> {
            assertThat(rewarded.member()).isEqualTo("m1");
            assertThat(rewarded.points().earned()).isEqualTo(20);
        });
        assertThat(buy("p2", "m2").related()).isEmpty();
        assertThat(buy("p3", "m1").related()).isEmpty();
    }

    @Test
    void given_a_rule_that_refuses_the_reward_when_a_referee_buys_then_the_purchase_is_refused() {
        program("", rule("No", "Referral( stage == \"FIRST_PURCHASE\" )", "award.reject(\"NOT_NOW\");"));
        enroll("m1");
        enroll("m2", "m1");
        assertRefused(Purchase.of("p1", on("2026-01-05"), "m2", "10"), "NOT_NOW");
    }

    @Test
    void given_a_referrer_who_was_erased_when_the_referee_buys_then_whoever_has_the_id_now_gets_nothing() {
        program("", FIRST);
        enroll("m1");
        enroll("m2", "m1");
        enroll("m3");
        engine.process(Erasure.of("x1", on("2026-01-03"), "m1"));
        engine.process(Enrollment.of("again", on("2026-01-04"), "m1"));
        assertThat(buy("p1", "m2").related()).isEmpty();
        assertThat(store.member("m2").profile().referrer()).isNull();
    }

    @Test
    void given_other_referees_when_a_member_is_erased_then_their_links_stay() {
        program("", FIRST);
        enroll("m1");
        enroll("m2");
        enroll("m3", "m2");
        engine.process(Erasure.of("x1", on("2026-01-03"), "m1"));
        assertThat(buy("p1", "m3").related()).extracting(Decision::member).containsExactly("m2");
    }

    @Test
    void given_points_and_a_debt_free_book_when_erased_then_they_are_forfeited_under_another_name() {
        program("", WELCOME);
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1").channel("APP"));
        Decision erased = engine.process(Erasure.of("x1", on("2026-01-03"), "m1"));
        assertThat(erased.accepted()).isTrue();
        assertThat(erased.points()).isEqualTo(new Decision.Points(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(erased.tier()).isEqualTo(new Decision.Tier("BASIC", null, null));
        assertThat(engine.entries("m1")).isEmpty();
        assertThat(StoreDigest.entries(store)).hasSize(1).allSatisfy((name, entries) -> {
            assertThat(name).startsWith("erased-");
            assertThat(entries)
                    .extracting(Entry::kind, Entry::points, Entry::member)
                    .containsExactly(tuple(EntryKind.EARN, 100L, name), tuple(EntryKind.FORFEIT, -100L, name));
        });
        assertRefused(Erasure.of("x1", on("2026-01-03"), "m1"), "UNKNOWN_MEMBER");
    }

    @Test
    void given_a_profile_when_updated_then_what_is_given_changes_and_the_rest_stays() {
        program("", WELCOME);
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m1")
                .birthday(MonthDay.of(1, 12))
                .tags(Set.of("OLD", "KEPT"))
                .attributes(Map.of("size", "M", "shoes", "42")));
        engine.process(Update.of("u1", on("2026-01-02"), "m1")
                .attribute("size", "L")
                .attribute("shoes", null)
                .tags(Set.of("FRESH"))
                .untag(Set.of("OLD")));
        assertThat(tags("m1")).containsExactly("FRESH", "KEPT");
        assertThat(store.member("m1").profile().attributes()).containsExactly(Map.entry("size", "L"));
        assertThat(store.member("m1").profile().birthday()).isEqualTo(MonthDay.of(1, 12));
        engine.process(Update.of("u2", on("2026-01-02"), "m1").birthday(MonthDay.of(2, 3)));
        assertThat(store.member("m1").profile().birthday()).isEqualTo(MonthDay.of(2, 3));
        assertThat(tags("m1")).containsExactly("FRESH", "KEPT");
    }

    @Test
    void given_rules_on_the_member_alone_when_updated_then_they_grant_and_the_standing_is_looked_at() {
        program(
                "",
                rule("Any event", "Member( points < 5 )", "award.points(5);"),
                rule("Silver", "Qualification( member.tags contains \"VIP\" )", "award.tier(\"SILVER\");"));
        enroll("m1");
        Decision updated =
                engine.process(Update.of("u1", on("2026-01-02"), "m1").tags(Set.of("VIP")));
        assertThat(updated.tier().after()).isEqualTo("SILVER");
        assertThat(engine.standing("m1", LocalDate.parse("2026-01-02"))
                        .orElseThrow()
                        .points())
                .isEqualTo(5);
    }

    @Test
    void given_nobody_when_updated_then_it_is_refused() {
        program("", WELCOME);
        assertRefused(Update.of("u1", on("2026-01-02"), "m1"), "UNKNOWN_MEMBER");
    }

    @Test
    void given_a_rule_that_refuses_when_updated_then_nothing_changes() {
        program("", rule("Closed", "Member( tags contains \"CLOSED\" )", "award.reject(\"CLOSED\");"));
        engine.process(Enrollment.of("e1", on("2026-01-01"), "m2"));
        engine.process(Update.of("u0", on("2026-01-01"), "m2").tags(Set.of("CLOSED")));
        assertRefused(Update.of("u1", on("2026-01-02"), "m2").untag(Set.of("CLOSED")), "CLOSED");
        assertRefused(Purchase.of("p1", on("2026-01-02"), "m2", "10"), "CLOSED");
        assertRefused(Action.of("a1", on("2026-01-02"), "m2", "ASK"), "CLOSED");
    }
}
