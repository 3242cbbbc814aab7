package org.loyaltyrules.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Action;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Event;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.member.MemberAccount;

/** The digest by which tests tell that nothing has changed: whatever changes must show in it. */
class StoreDigestTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+08:00");
    private static final LoyaltyProgram PROGRAM =
            LoyaltyProgram.of("test", Map.of("program.json", """
            {"name": "test", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"]}
            """, "rules.drl", """
            rule "Gold"
            when
              Action( kind == "GOLD" )
            then
              award.tier("GOLD");
            end
            """));

    private final InMemoryMembershipStore store = new InMemoryMembershipStore();

    @Test
    void given_events_that_change_one_thing_each_when_kept_then_the_digest_is_another_one_each_time() {
        List<Event> events = List.of(
                Enrollment.of("e1", NOON, "m1"),
                Enrollment.of("e2", NOON, "m2").referrer("m1"),
                Update.of("u1", NOON, "m1").tags(Set.of("VIP")),
                Update.of("u2", NOON, "m1").attribute("size", "L"),
                Action.of("a1", NOON, "m1", "NOTHING"),
                Action.of("a2", NOON, "m1", "GOLD"),
                Adjustment.of("a3", NOON, "m1", 10, "help desk"),
                Purchase.of("p1", NOON, "m1", "10"),
                Return.of("r1", NOON, "m1", "p1"),
                Day.of("d1", NOON, LocalDate.of(2026, 3, 3)));
        Set<String> digests = new HashSet<>(Set.of(StoreDigest.of(store)));
        try (MembershipEngine engine =
                MembershipEngine.builder().program(PROGRAM).store(store).build()) {
            for (Event event : events) {
                if (event instanceof Day day) {
                    engine.process(day);
                } else {
                    engine.process((MemberEvent) event);
                }
                assertThat(digests.add(StoreDigest.of(store))).as("%s", event).isTrue();
            }
        }
    }

    @Test
    void given_an_account_when_one_thing_in_it_is_replaced_then_the_digest_is_another_one() {
        try (MembershipEngine engine =
                MembershipEngine.builder().program(PROGRAM).store(store).build()) {
            engine.process(Enrollment.of("e1", NOON, "m1"));
        }
        String before = StoreDigest.of(store);
        retag(Set.of("VIP"), Set.of());
        assertThat(StoreDigest.of(store)).isNotEqualTo(before);
        retag(Set.of(), Set.of("VIP"));
        assertThat(StoreDigest.of(store)).isEqualTo(before);
    }

    private void retag(Set<String> added, Set<String> removed) {
        store.accounts.computeIfPresent("m1", (id, kept) -> {
            MemberAccount account = kept.account();
            return new KeptAccount(account.with(account.profile().withTags(added, removed)), kept.days());
        });
    }
}
