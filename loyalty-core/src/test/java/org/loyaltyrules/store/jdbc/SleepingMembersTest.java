package org.loyaltyrules.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.event.Adjustment;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.MemberEvent;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Return;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.store.DayAudience;
import org.loyaltyrules.store.Sleep;
import org.loyaltyrules.store.UnitOfWork;

/** Whom days ask for in a database, once nothing came of them for some. */
class SleepingMembersTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final String RULES = "these rules";

    private static final LoyaltyProgram PROGRAM =
            LoyaltyProgram.of("shop", Map.of("program.json", """
                    {"name": "shop", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
                     "points": {"pending": "P14D"}}
                    """, "rules.drl", """
                    rule "One point a yuan"
                    when
                      Purchase()
                    then
                      award.earn(1);
                    end
                    rule "Points for whoever refers somebody"
                    when
                      Referral( stage == "FIRST_PURCHASE" )
                    then
                      award.points(500);
                    end
                    """));

    /** A day that may concern anybody, unless another is said, and on which nothing comes of anything. */
    private record Audience(String rules, Sleep deepest, Sleep sleep, LocalDate wakes, boolean couldBeAnybody)
            implements DayAudience {

        static final Audience QUIET = new Audience(RULES, Sleep.NONE, Sleep.DEEP, LocalDate.MAX, true);

        Audience by(String otherRules) {
            return new Audience(otherRules, deepest, sleep, wakes, couldBeAnybody);
        }

        Audience upTo(Sleep deepestAsked) {
            return new Audience(rules, deepestAsked, sleep, wakes, couldBeAnybody);
        }

        Audience lets(Sleep sleepAfter) {
            return new Audience(rules, deepest, sleepAfter, wakes, couldBeAnybody);
        }

        Audience until(LocalDate day) {
            return new Audience(rules, deepest, sleep, day, couldBeAnybody);
        }

        Audience whereDue() {
            return new Audience(rules, deepest, sleep, wakes, false);
        }

        @Override
        public boolean includes(MemberAccount account, boolean asleep) {
            return true;
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

    /** A store with some members, and days on it that nothing comes of. */
    private static final class Scene implements AutoCloseable {

        final String url;
        final JdbcMembershipStore store;
        final MembershipEngine engine;

        Scene(TestDatabase database, String... members) {
            url = database.emptyUrl();
            store = JdbcMembershipStore.open(url).withPartsOf(2);
            engine = MembershipEngine.builder().program(PROGRAM).store(store).build();
            for (String member : members) {
                engine.process(Enrollment.of("enroll-" + member, at(MONDAY), member));
            }
        }

        /** Who is asked on the day so many days after Monday. */
        List<String> ask(int day, Audience audience) {
            LocalDate date = MONDAY.plusDays(day);
            Day event = Day.of("day-" + date, at(date), date);
            List<String> asked = new ArrayList<>();
            boolean isLast = false;
            while (!isLast) {
                try (UnitOfWork unit = store.beginDay(event, false)) {
                    for (String member : unit.membersOn(date, audience)) {
                        asked.add(member);
                        unit.letSleep(unit.member(member));
                    }
                    unit.record(event, List.of());
                    isLast = unit.isLastPart();
                    unit.commit();
                }
            }
            return asked;
        }

        List<String> askInTrial(int day, Audience audience) {
            LocalDate date = MONDAY.plusDays(day);
            List<String> asked = new ArrayList<>();
            try (UnitOfWork unit = store.beginDay(Day.of("trial", at(date), date), true)) {
                for (String member : unit.membersOn(date, audience)) {
                    asked.add(member);
                    unit.letSleep(unit.member(member));
                }
            }
            return asked;
        }

        void process(MemberEvent event) {
            assertThat(engine.process(event).reason()).as(event.id()).isNull();
        }

        List<String> rows(String sql) {
            List<String> rows = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            engine.close();
            store.close();
        }
    }

    private static OffsetDateTime at(LocalDate day) {
        return OffsetDateTime.parse(day + "T12:00:00+08:00");
    }

    @ParameterizedTest
    @EnumSource
    void given_members_for_whom_nothing_came_of_a_day_when_the_next_begins_then_nobody_is_asked(TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "m2", "m3", "m4", "m5")) {
            assertThat(scene.ask(1, Audience.QUIET)).containsExactly("m1", "m2", "m3", "m4", "m5");
            assertThat(scene.ask(2, Audience.QUIET.upTo(Sleep.LIGHT))).isEmpty();
            assertThat(scene.store.members())
                    .extracting(MemberAccount::booksDay)
                    .containsOnly(MONDAY.plusDays(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_sleeping_member_when_an_event_changes_the_account_then_the_next_day_asks_for_the_member(
            TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "quiet")) {
            scene.ask(1, Audience.QUIET);
            scene.process(Purchase.of("p1", at(MONDAY), "m1", "100"));
            assertThat(scene.ask(2, Audience.QUIET)).containsExactly("m1");
            scene.process(Update.of("u1", at(MONDAY), "m1").tags(Set.of("VIP")));
            assertThat(scene.ask(3, Audience.QUIET)).containsExactly("m1");
            scene.process(Return.of("r1", at(MONDAY), "m1", "p1"));
            assertThat(scene.ask(4, Audience.QUIET)).containsExactly("m1");
            scene.process(Adjustment.of("a1", at(MONDAY), "m1", 50, "to have some"));
            assertThat(scene.ask(5, Audience.QUIET)).containsExactly("m1");
            assertThat(scene.ask(6, Audience.QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_sleeping_members_when_one_gives_points_to_another_then_both_are_asked_for(TestDatabase database) {
        try (Scene scene = new Scene(database, "giver", "quiet", "receiver")) {
            scene.process(Purchase.of("p1", at(MONDAY), "giver", "100"));
            scene.ask(1, Audience.QUIET);
            scene.process(Transfer.of("t1", at(MONDAY.plusDays(20)), "giver", "receiver", 100));
            assertThat(scene.ask(21, Audience.QUIET)).containsExactly("giver", "receiver");
            assertThat(scene.ask(22, Audience.QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_sleeping_referrer_when_the_referee_buys_then_both_are_asked_for(TestDatabase database) {
        try (Scene scene = new Scene(database, "referrer")) {
            scene.process(Enrollment.of("e", at(MONDAY), "referee").referrer("referrer"));
            scene.ask(1, Audience.QUIET);
            scene.process(Purchase.of("p1", at(MONDAY), "referee", "100"));
            assertThat(scene.ask(2, Audience.QUIET)).containsExactly("referee", "referrer");
            assertThat(scene.ask(3, Audience.QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_sleeping_referee_when_the_referrer_is_erased_then_the_next_day_asks_for_the_referee(
            TestDatabase database) {
        try (Scene scene = new Scene(database, "referrer")) {
            scene.process(Enrollment.of("e", at(MONDAY), "referee").referrer("referrer"));
            scene.ask(1, Audience.QUIET);
            scene.process(Erasure.of("x", at(MONDAY), "referrer"));
            assertThat(scene.ask(2, Audience.QUIET)).containsExactly("referee");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_points_that_become_due_when_their_day_comes_then_it_asks_for_the_member_by_whatever_rules(
            TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "m2")) {
            scene.process(Purchase.of("p1", at(MONDAY), "m2", "100"));
            scene.ask(1, Audience.QUIET);
            assertThat(scene.ask(13, Audience.QUIET)).isEmpty();
            assertThat(scene.ask(14, Audience.QUIET.whereDue())).containsExactly("m2");
            assertThat(scene.ask(15, Audience.QUIET)).containsExactly("m2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_day_on_which_a_member_wakes_when_it_or_a_later_one_comes_then_it_asks_for_the_member(
            TestDatabase database) {
        try (Scene scene = new Scene(database, "m1")) {
            scene.ask(1, Audience.QUIET.until(MONDAY.plusDays(5)));
            assertThat(scene.ask(4, Audience.QUIET)).isEmpty();
            assertThat(scene.ask(7, Audience.QUIET)).containsExactly("m1");
            assertThat(scene.ask(8, Audience.QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_members_who_sleep_when_other_rules_decide_then_all_are_asked_for_until_they_sleep_by_these(
            TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "m2", "m3")) {
            scene.ask(1, Audience.QUIET);
            assertThat(scene.ask(2, Audience.QUIET.by("other rules"))).containsExactly("m1", "m2", "m3");
            assertThat(scene.ask(3, Audience.QUIET.by("other rules"))).isEmpty();
            assertThat(scene.ask(4, Audience.QUIET)).containsExactly("m1", "m2", "m3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_light_and_deep_sleepers_when_a_day_asks_no_deeper_then_the_others_sleep_on(TestDatabase database) {
        try (Scene scene = new Scene(database, "deep")) {
            scene.ask(1, Audience.QUIET);
            scene.process(Enrollment.of("e", at(MONDAY), "light"));
            assertThat(scene.ask(2, Audience.QUIET.lets(Sleep.LIGHT))).containsExactly("light");
            assertThat(scene.ask(3, Audience.QUIET)).isEmpty();
            assertThat(scene.ask(4, Audience.QUIET.upTo(Sleep.LIGHT).lets(Sleep.LIGHT)))
                    .containsExactly("light");
            assertThat(scene.ask(5, Audience.QUIET.upTo(Sleep.DEEP))).containsExactly("deep", "light");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_day_before_another_when_it_comes_late_then_all_are_asked_for_and_sleep_on_as_before(
            TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "m2", "m3")) {
            scene.ask(5, Audience.QUIET);
            assertThat(scene.ask(3, Audience.QUIET)).containsExactly("m1", "m2", "m3");
            assertThat(scene.ask(4, Audience.QUIET.by("other rules"))).containsExactly("m1", "m2", "m3");
            assertThat(scene.ask(6, Audience.QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_trial_of_a_day_when_members_sleep_then_all_are_asked_for_and_sleep_on(TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "m2", "m3")) {
            scene.ask(1, Audience.QUIET);
            assertThat(scene.askInTrial(2, Audience.QUIET)).containsExactly("m1", "m2", "m3");
            assertThat(scene.askInTrial(2, Audience.QUIET.by("other rules"))).containsExactly("m1", "m2", "m3");
            assertThat(scene.ask(2, Audience.QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_member_who_wakes_and_sleeps_again_the_same_way_then_the_row_is_not_written(TestDatabase database) {
        try (Scene scene = new Scene(database, "m1")) {
            scene.ask(1, Audience.QUIET);
            TestDatabase.execute(scene.url, "ALTER TABLE loyalty_member ADD CONSTRAINT same CHECK (sleep = 2)");
            assertThat(scene.rows("SELECT sleep_rules FROM loyalty_member")).containsExactly(RULES);
            assertThat(scene.ask(2, Audience.QUIET.upTo(Sleep.DEEP))).containsExactly("m1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_tables_of_the_version_before_when_a_store_starts_then_everybody_is_awake(TestDatabase database) {
        try (Scene scene = new Scene(database, "m1", "m2", "m3")) {
            scene.ask(1, Audience.QUIET);
            if (database == TestDatabase.H2) {
                TestDatabase.execute(scene.url, "ALTER TABLE loyalty_member DROP CONSTRAINT loyalty_member_sleeps");
            }
            TestDatabase.execute(
                    scene.url,
                    "ALTER TABLE loyalty_member DROP COLUMN sleep",
                    "ALTER TABLE loyalty_member DROP COLUMN sleep_rules",
                    "DELETE FROM loyalty_schema_version WHERE version = 3");
            JdbcMembershipStore.open(scene.url).close();
            assertThat(scene.ask(2, Audience.QUIET)).containsExactly("m1", "m2", "m3");
            assertThat(scene.ask(3, Audience.QUIET)).isEmpty();
        }
    }
}
