package org.loyaltyrules.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.ledger.PointBook;
import org.loyaltyrules.member.Activity;
import org.loyaltyrules.member.Allowances;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.member.Profile;
import org.loyaltyrules.member.TierLadder;
import org.loyaltyrules.member.TierStep;
import org.loyaltyrules.member.Wallet;

class InMemoryMembershipStoreTest extends MembershipStoreContract {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final InMemoryMembershipStore asked = new InMemoryMembershipStore();

    @Override
    protected MembershipStore emptyStore() {
        return new InMemoryMembershipStore();
    }

    /** Concerns nobody, and notes who was asked. */
    private static final class Nobody implements DayAudience {

        private final String rules;
        private final Sleep deepest;
        private final Sleep sleep;
        private final LocalDate wakes;
        private final List<String> asked = new ArrayList<>();

        Nobody(String rules, Sleep deepest, Sleep sleep, LocalDate wakes) {
            this.rules = rules;
            this.deepest = deepest;
            this.sleep = sleep;
            this.wakes = wakes;
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public boolean couldBeAnybody() {
            return true;
        }

        @Override
        public Sleep deepest() {
            return deepest;
        }

        @Override
        public boolean includes(MemberAccount account, boolean asleep) {
            asked.add(account.id());
            return false;
        }

        @Override
        public Sleep sleepOf(MemberAccount account) {
            return sleep;
        }

        @Override
        public LocalDate wakesOn(MemberAccount account) {
            return wakes;
        }
    }

    private static MemberAccount account(String member) {
        Profile profile = new Profile(member, "e", MONDAY, null, false, null, null, Set.of(), Map.of());
        TierStep tier = new TierStep("BASIC", MONDAY, null, TierStep.Origin.QUALIFIED, "e", 1);
        return new MemberAccount(
                profile,
                new TierLadder(List.of(tier)),
                PointBook.EMPTY,
                Activity.NONE,
                Allowances.NONE,
                Wallet.EMPTY,
                MONDAY,
                1);
    }

    private void enroll(String... members) {
        for (String member : members) {
            try (UnitOfWork unit = asked.begin(Set.of(member))) {
                unit.put(account(member));
                unit.commit();
            }
        }
    }

    /** Who is asked on a day, after which those who are put to sleep sleep so, until a day. */
    private List<String> ask(LocalDate day, Sleep deepest, Sleep sleep, LocalDate wakes) {
        return ask("rules", day, deepest, sleep, wakes);
    }

    private List<String> ask(String rules, LocalDate day, Sleep deepest, Sleep sleep, LocalDate wakes) {
        Nobody audience = new Nobody(rules, deepest, sleep, wakes);
        OffsetDateTime at = OffsetDateTime.parse(day + "T00:00:00Z");
        try (UnitOfWork unit = asked.beginDay(Day.of("day-" + day, at, day), false)) {
            assertThat(unit.membersOn(day, audience)).isEmpty();
        }
        return audience.asked;
    }

    @Test
    void given_members_whom_a_day_does_not_concern_when_the_next_begins_then_they_are_not_asked_for() {
        enroll("m2", "m1");
        assertThat(ask(MONDAY, Sleep.NONE, Sleep.DEEP, LocalDate.MAX)).containsExactly("m1", "m2");
        assertThat(ask(MONDAY.plusDays(1), Sleep.LIGHT, Sleep.DEEP, LocalDate.MAX))
                .isEmpty();
    }

    @Test
    void given_a_light_sleep_when_a_day_concerns_those_too_then_they_are_asked_for() {
        enroll("m1");
        ask(MONDAY, Sleep.NONE, Sleep.LIGHT, LocalDate.MAX);
        assertThat(ask(MONDAY.plusDays(1), Sleep.NONE, Sleep.DEEP, LocalDate.MAX))
                .isEmpty();
        assertThat(ask(MONDAY.plusDays(2), Sleep.LIGHT, Sleep.DEEP, LocalDate.MAX))
                .containsExactly("m1");
    }

    @Test
    void given_a_deep_sleep_when_a_day_may_concern_everybody_then_all_are_asked_for() {
        enroll("m1");
        ask(MONDAY, Sleep.NONE, Sleep.DEEP, LocalDate.MAX);
        assertThat(ask(MONDAY.plusDays(1), Sleep.DEEP, Sleep.DEEP, LocalDate.MAX))
                .containsExactly("m1");
    }

    @Test
    void given_a_member_who_sleeps_when_the_account_is_written_then_the_next_day_asks_for_it() {
        enroll("m1", "m2");
        ask(MONDAY, Sleep.NONE, Sleep.DEEP, LocalDate.MAX);
        enroll("m2");
        assertThat(ask(MONDAY.plusDays(1), Sleep.NONE, Sleep.DEEP, LocalDate.MAX))
                .containsExactly("m2");
    }

    @Test
    void given_a_day_on_which_a_member_wakes_when_a_later_one_begins_then_it_asks_for_the_member() {
        enroll("m1");
        ask(MONDAY, Sleep.NONE, Sleep.DEEP, MONDAY.plusDays(5));
        assertThat(ask(MONDAY.plusDays(4), Sleep.NONE, Sleep.DEEP, LocalDate.MAX))
                .isEmpty();
        assertThat(ask(MONDAY.plusDays(7), Sleep.NONE, Sleep.DEEP, LocalDate.MAX))
                .containsExactly("m1");
    }

    @Test
    void given_members_who_sleep_when_other_rules_decide_then_all_are_asked_for() {
        enroll("m1");
        ask(MONDAY, Sleep.NONE, Sleep.DEEP, LocalDate.MAX);
        assertThat(ask("others", MONDAY.plusDays(1), Sleep.NONE, Sleep.DEEP, LocalDate.MAX))
                .containsExactly("m1");
    }

    @Test
    void given_a_day_before_another_when_it_begins_then_all_are_asked_for_and_sleep_on() {
        enroll("m1");
        ask(MONDAY.plusDays(1), Sleep.NONE, Sleep.DEEP, LocalDate.MAX);
        assertThat(ask(MONDAY, Sleep.NONE, Sleep.DEEP, LocalDate.MAX)).containsExactly("m1");
        assertThat(ask(MONDAY.plusDays(2), Sleep.NONE, Sleep.DEEP, LocalDate.MAX))
                .isEmpty();
    }

    @Test
    void given_a_member_who_sleeps_when_erased_then_the_id_is_not_kept() {
        enroll("m1");
        ask(MONDAY, Sleep.NONE, Sleep.LIGHT, MONDAY.plusDays(1));
        try (UnitOfWork unit = asked.beginErasure("m1")) {
            unit.erase("m1", "gone");
            unit.commit();
        }
        assertThat(asked.sleepers.upTo(Sleep.LIGHT)).isEmpty();
        assertThat(asked.sleepers.begin(MONDAY.plusDays(1), "rules", Set.of())).isTrue();
        assertThat(asked.sleepers.upTo(Sleep.LIGHT)).isEmpty();
    }
}
