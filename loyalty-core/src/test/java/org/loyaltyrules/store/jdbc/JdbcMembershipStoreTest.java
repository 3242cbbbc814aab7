package org.loyaltyrules.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loyaltyrules.LoyaltyProgram;
import org.loyaltyrules.MembershipEngine;
import org.loyaltyrules.decision.Decision;
import org.loyaltyrules.event.Day;
import org.loyaltyrules.event.Enrollment;
import org.loyaltyrules.event.Erasure;
import org.loyaltyrules.event.EventFormatException;
import org.loyaltyrules.event.Purchase;
import org.loyaltyrules.event.Transfer;
import org.loyaltyrules.event.Update;
import org.loyaltyrules.member.MemberAccount;
import org.loyaltyrules.rules.RuleFailureException;
import org.loyaltyrules.store.StoreException;

class JdbcMembershipStoreTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-03-02T12:30:00+08:00");

    private static final String CATALOG = """
            {"name": "shop", "zone": "Asia/Shanghai", "currency": "CNY", "tiers": ["BASIC", "GOLD"],
             "points": {"pending": "P14D"}, "vouchers": {"WELCOME": {"kind": "AMOUNT_OFF", "value": 10}}}
            """;

    private static final String RULES = """
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
            rule "Says who got points"
            when
              Transfer( $to : to )
            then
              award.message("GIVEN", $to);
            end
            """;

    private static LoyaltyProgram program(String... more) {
        return LoyaltyProgram.of("shop", Map.of("program.json", CATALOG, "rules.drl", RULES + String.join("\n", more)));
    }

    private static MembershipEngine engine(JdbcMembershipStore store, String... more) {
        return MembershipEngine.builder().program(program(more)).store(store).build();
    }

    private static Enrollment enrollment(String member) {
        return Enrollment.of("enroll-" + member, AT, member);
    }

    private static long count(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_an_order_and_its_points_in_one_transaction_when_the_host_commits_then_both_are_kept(
            TestDatabase database) throws SQLException {
        String url = database.emptyUrl();
        TestDatabase.execute(url, "CREATE TABLE orders (id VARCHAR PRIMARY KEY)");
        List<Decision> heard = new ArrayList<>();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = MembershipEngine.builder()
                        .program(program())
                        .store(store)
                        .onDecision(heard::add)
                        .build();
                Connection host = DriverManager.getConnection(url)) {
            engine.process(enrollment("m1"));
            heard.clear();
            host.setAutoCommit(false);
            host.createStatement().execute("INSERT INTO orders VALUES ('p1')");

            Decision decision = engine.process(Purchase.of("p1", AT, "m1", "10.00"), host);
            assertThat(engine.entries("m1")).isEmpty();
            host.commit();

            assertThat(decision.points().pending()).isEqualTo(10);
            assertThat(engine.entries("m1")).hasSize(1);
            assertThat(count(url, "SELECT count(*) FROM orders")).isEqualTo(1);
            assertThat(heard).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_an_order_and_its_points_in_one_transaction_when_the_host_rolls_back_then_neither_is_kept(
            TestDatabase database) throws SQLException {
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store);
                Connection host = DriverManager.getConnection(url)) {
            engine.process(enrollment("m1"));
            host.setAutoCommit(false);
            engine.process(Purchase.of("p1", AT, "m1", "10.00"), host);

            host.rollback();

            assertThat(engine.entries("m1")).isEmpty();
            assertThat(engine.process(Purchase.of("p1", AT, "m1", "10.00")).replayed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_refusal_in_the_hosts_transaction_when_the_host_commits_then_what_the_host_wrote_is_kept(
            TestDatabase database) throws SQLException {
        String url = database.emptyUrl();
        TestDatabase.execute(url, "CREATE TABLE orders (id VARCHAR PRIMARY KEY)");
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store);
                Connection host = DriverManager.getConnection(url)) {
            host.setAutoCommit(false);
            host.createStatement().execute("INSERT INTO orders VALUES ('p1')");

            Decision decision = engine.process(Purchase.of("p1", AT, "nobody", "10.00"), host);
            host.commit();

            assertThat(decision.reason()).isEqualTo("UNKNOWN_MEMBER");
            assertThat(count(url, "SELECT count(*) FROM orders")).isEqualTo(1);
        }
    }

    @Test
    void
            given_a_connection_that_commits_each_statement_when_an_event_is_processed_on_it_then_the_error_says_what_to_do()
                    throws SQLException {
        String url = TestDatabase.H2.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store);
                Connection host = DriverManager.getConnection(url)) {
            assertThatThrownBy(() -> engine.process(enrollment("m1"), host))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("setAutoCommit(false)");
        }
    }

    @Test
    void given_a_store_in_memory_when_a_connection_is_given_then_the_error_says_what_store_to_use()
            throws SQLException {
        try (MembershipEngine engine =
                        MembershipEngine.builder().program(program()).build();
                Connection host = DriverManager.getConnection(TestDatabase.H2.emptyUrl())) {
            assertThatThrownBy(() -> engine.process(enrollment("m1"), host))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("JdbcMembershipStore");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_an_empty_database_when_processes_start_at_once_then_the_tables_are_made_once(TestDatabase database)
            throws Exception {
        for (int round = 0; round < 3; round++) {
            String url = database.emptyUrl();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                Callable<JdbcMembershipStore> start = () -> JdbcMembershipStore.open(url);
                for (Future<JdbcMembershipStore> started : threads.invokeAll(List.of(start, start, start, start))) {
                    started.get().close();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(count(url, "SELECT count(*) FROM loyalty_schema_version"))
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_tables_that_the_host_must_make_when_a_script_was_not_run_then_the_error_names_the_scripts(
            TestDatabase database) {
        ConnectionPool pool = new ConnectionPool(database.emptyUrl());

        assertThatThrownBy(() -> JdbcMembershipStore.withoutMigration(pool))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(
                        "org/loyaltyrules/store/jdbc/" + (database == TestDatabase.H2 ? "h2" : "postgresql"));
        assertThat(new JdbcMembershipStore(pool).members()).isEmpty();
        assertThat(JdbcMembershipStore.withoutMigration(pool).members()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void
            given_a_rule_that_fails_in_a_later_part_of_a_day_when_the_day_is_sent_again_then_it_goes_on_after_the_last_part(
                    TestDatabase database) {
        String url = database.emptyUrl();
        String failing = """
                rule "Fails for the third"
                when
                  Day( member.id == "m3", $points : member.points )
                then
                  award.points(-1 - $points);
                end
                """;
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url).withPartsOf(1)) {
            Day day = Day.of("d1", AT.plusDays(14), LocalDate.of(2026, 3, 16));
            try (MembershipEngine engine = engine(store, failing)) {
                for (int i = 1; i <= 4; i++) {
                    engine.process(enrollment("m" + i));
                    engine.process(Purchase.of("p" + i, AT, "m" + i, "10.00"));
                }
                assertThatThrownBy(() -> engine.process(day)).isInstanceOf(RuleFailureException.class);
                assertThat(points(store)).containsExactly(10L, 10L, 0L, 0L);
            }
            try (MembershipEngine repaired = engine(store)) {
                // A later day first finishes the earlier one.
                Day next = Day.of("d2", AT.plusDays(15), LocalDate.of(2026, 3, 17));
                assertThat(repaired.process(next)).isEmpty();

                assertThat(points(store)).containsExactly(10L, 10L, 10L, 10L);
                assertThat(repaired.process(day))
                        .hasSize(4)
                        .allMatch(Decision::replayed)
                        .extracting(Decision::member)
                        .containsExactly("m1", "m2", "m3", "m4");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_day_that_was_not_finished_when_it_is_sent_again_then_the_decisions_of_all_its_parts_come(
            TestDatabase database) {
        String failing = """
                rule "Fails for the second"
                when
                  Day( member.id == "m2", $points : member.points )
                then
                  award.points(-1 - $points);
                end
                """;
        try (JdbcMembershipStore store =
                JdbcMembershipStore.open(database.emptyUrl()).withPartsOf(1)) {
            Day day = Day.of("d1", AT.plusDays(14), LocalDate.of(2026, 3, 16));
            try (MembershipEngine engine = engine(store, failing)) {
                for (int i = 1; i <= 2; i++) {
                    engine.process(enrollment("m" + i));
                    engine.process(Purchase.of("p" + i, AT, "m" + i, "10.00"));
                }
                assertThatThrownBy(() -> engine.process(day)).isInstanceOf(RuleFailureException.class);
            }
            try (MembershipEngine repaired = engine(store.withPartsOf(9))) {
                assertThat(repaired.process(day))
                        .extracting(Decision::member, Decision::replayed)
                        .containsExactly(tuple("m1", false), tuple("m2", false));
            }
        }
    }

    private static List<Long> points(JdbcMembershipStore store) {
        return store.members().stream()
                .map(account -> account.points().balance())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void given_a_day_on_which_something_is_due_for_one_member_when_it_begins_then_no_other_row_is_written(
            TestDatabase database) {
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store)) {
            for (int i = 1; i <= 5; i++) {
                engine.process(enrollment("m" + i));
            }
            engine.process(Purchase.of("p3", AT, "m3", "10.00"));

            engine.process(Day.of("d1", AT.plusDays(14), LocalDate.of(2026, 3, 16)));

            assertThat(count(url, "SELECT count(*) FROM loyalty_member WHERE day_number = 1"))
                    .isEqualTo(1);
            assertThat(store.members()).extracting(MemberAccount::booksDay).containsOnly(LocalDate.of(2026, 3, 16));
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_wrong_rows_when_somebody_writes_them_by_hand_then_the_database_refuses(TestDatabase database) {
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store)) {
            engine.process(enrollment("m1"));
            engine.process(Purchase.of("p1", AT, "m1", "10.00"));
            for (String wrong : List.of(
                    "UPDATE loyalty_lot SET remaining = -1",
                    "UPDATE loyalty_lot SET remaining = 11",
                    "INSERT INTO loyalty_tier SELECT account, 1, 'GOLD', since, NULL, origin, event, 9, TRUE FROM loyalty_tier",
                    "INSERT INTO loyalty_event SELECT * FROM loyalty_event",
                    "INSERT INTO loyalty_budget VALUES ('X', -1, FALSE)",
                    "UPDATE loyalty_purchase_line SET returned = 2",
                    "UPDATE loyalty_voucher SET state = 'LOST'")) {
                assertThatThrownBy(() -> TestDatabase.execute(url, wrong))
                        .as(wrong)
                        .hasCauseInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void given_entries_on_postgresql_when_somebody_changes_or_removes_them_then_the_database_refuses() {
        String url = TestDatabase.POSTGRESQL.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store)) {
            engine.process(enrollment("m1"));
            engine.process(Purchase.of("p1", AT, "m1", "10.00"));

            assertThatThrownBy(() -> TestDatabase.execute(url, "UPDATE loyalty_entry SET points = 11"))
                    .hasStackTraceContaining("append-only");
            assertThatThrownBy(() -> TestDatabase.execute(url, "DELETE FROM loyalty_entry"))
                    .hasStackTraceContaining("append-only");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_member_with_telling_data_everywhere_when_erased_then_no_table_has_any_of_it(TestDatabase database) {
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url).withPartsOf(1);
                MembershipEngine engine = engine(store)) {
            engine.process(enrollment("m1"));
            engine.process(enrollment("zz").referrer("m1"));
            engine.process(enrollment("CANARY-id")
                    .birthday(MonthDay.of(2, 29))
                    .channel("CANARY-channel")
                    .referrer("m1")
                    .tags(Set.of("CANARY-tag"))
                    .attributes(Map.of("CANARY-name", "CANARY-value")));
            engine.process(enrollment("m2").referrer("CANARY-id"));
            engine.process(Update.of("u1", AT, "CANARY-id").attribute("phone", "CANARY-phone"));
            engine.process(Purchase.of("p1", AT, "CANARY-id", "10.00")
                    .channel("CANARY-channel")
                    .store("CANARY-store")
                    .vouchers("WELCOME-enroll-CANARY-id-1"));
            engine.process(Purchase.of("p2", AT, "m2", "10.00"));
            engine.process(Purchase.of("p3", AT, "m1", "100.00"));
            engine.process(Transfer.of("t1", AT.plusDays(15), "m1", "CANARY-id", 50));
            engine.process(Day.of("d1", AT.plusDays(20), LocalDate.of(2026, 3, 22)));
            assertThat(canaries(url)).isNotEmpty();

            engine.process(Erasure.of("x1", AT.plusDays(21), "CANARY-id"));

            assertThat(canaries(url)).isEmpty();
            assertThat(count(url, "SELECT sum(points) FROM loyalty_entry")).isEqualTo(10 + 100 - 50);
        }
    }

    /** Table and column of every text that has the canary's name in it. */
    private static List<String> canaries(String url) {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE lower(table_name) LIKE 'loyalty%' AND table_schema = "
                    + (url.contains(":h2:") ? "SCHEMA()" : "current_schema()"))) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThan(20);
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            String text = rows.getString(i);
                            // The ids of the canary's own events are not the member's data; the host chooses them.
                            if (text != null
                                    && text.replace("enroll-CANARY-id", "").contains("CANARY")) {
                                found.add(table + "." + rows.getMetaData().getColumnName(i));
                            }
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\ud83d", "\ude00", "\ud83dx"})
    void given_a_text_that_postgresql_cannot_keep_when_it_comes_then_the_event_is_malformed_and_nothing_is_kept(
            String text) {
        try (JdbcMembershipStore store = JdbcMembershipStore.open(TestDatabase.POSTGRESQL.emptyUrl());
                MembershipEngine engine = engine(store)) {
            assertThatThrownBy(() -> engine.process(enrollment("m1").channel(text)))
                    .isInstanceOf(EventFormatException.class)
                    .hasMessageContaining("U+0000");
            assertThat(store.members()).isEmpty();
            engine.process(enrollment("m1").channel("\ud83d\ude00"));
            assertThat(store.members().get(0).profile().channel()).isEqualTo("\ud83d\ude00");
        }
    }

    @ParameterizedTest
    @EnumSource
    void given_a_failure_of_the_database_then_the_exception_quotes_nothing_of_the_member(TestDatabase database) {
        String url = database.emptyUrl();
        try (JdbcMembershipStore store = JdbcMembershipStore.open(url);
                MembershipEngine engine = engine(store)) {
            TestDatabase.execute(
                    url, "ALTER TABLE loyalty_member ADD CONSTRAINT no_canary CHECK (channel <> 'CANARY-channel')");

            assertThatThrownBy(() -> engine.process(enrollment("CANARY-id").channel("CANARY-channel")))
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> {
                        StringWriter trace = new StringWriter();
                        e.printStackTrace(new PrintWriter(trace));
                        assertThat(trace.toString()).contains("SQLState 23").doesNotContain("CANARY");
                    });
        }
    }
}
