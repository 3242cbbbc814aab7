package org.loyaltyrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.store.jdbc.JdbcMembershipStore;
import org.loyaltyrules.store.jdbc.TestDatabase;

/** The same in a database, whose members sleep in their rows. */
class QuietDaysInDatabaseTest extends QuietDaysTest {

    private JdbcMembershipStore store;

    @Override
    protected MembershipEngine.Builder builder() {
        store = JdbcMembershipStore.open(TestDatabase.H2.emptyUrl());
        return MembershipEngine.builder().store(store);
    }

    @Override
    @AfterEach
    protected void end() {
        super.end();
        store.close();
    }

    @Test
    void given_a_member_who_sleeps_when_another_process_listens_then_it_hears_what_fires() {
        LoyaltyProgram program = Programs.of(Programs.rule("Tag", "Day( tier == \"BASIC\" )", "award.tag(\"BASIC\");"));
        try (MembershipEngine deaf = builder().program(program).build()) {
            deaf.process(Enrollment.of("e1", at(1), "m1"));
            deaf.process(Day.of("d2", at(2), at(2).toLocalDate()));
            deaf.process(Day.of("d3", at(3), at(3).toLocalDate()));
        }
        List<String> heard = new ArrayList<>();
        engine = MembershipEngine.builder()
                .program(program)
                .store(store)
                .onRuleFired(rule -> heard.add(rule.name()))
                .build();
        engine.process(Day.of("d4", at(4), at(4).toLocalDate()));
        assertThat(heard).containsExactly("Tag");
    }

    private static OffsetDateTime at(int day) {
        return OffsetDateTime.of(2026, 3, day, 12, 0, 0, 0, ZoneOffset.ofHours(8));
    }
}
