package org.loyaltyrules.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty databases for tests: H2 in memory, and a PostgreSQL server that is started once and stops with the tests. */
public enum TestDatabase {
    H2,
    POSTGRESQL;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "on")
                        .start();
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException(
                        "the tests need a PostgreSQL server and could not start the one that Maven brings; see 'PostgreSQL for"
                                + " the tests' in CONTRIBUTING.md",
                        e);
            }
        }
    }

    /** The URL of an empty database, or of an empty schema in one. */
    public String emptyUrl() {
        int number = NUMBERS.incrementAndGet();
        if (this == H2) {
            return "jdbc:h2:mem:test" + number + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=200";
        }
        String schema = "test" + number;
        execute(serverUrl(), "CREATE SCHEMA " + schema);
        return serverUrl() + "&currentSchema=" + schema;
    }

    /** The URL of the PostgreSQL server. */
    static String serverUrl() {
        return Server.POSTGRES.getJdbcUrl("postgres", "postgres");
    }

    /** Runs some statements. */
    public static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes all rows, so that a store's tables are as new. */
    public void empty(String url) {
        if (this == H2) {
            execute(
                    url,
                    "SET REFERENTIAL_INTEGRITY FALSE",
                    "TRUNCATE TABLE loyalty_member",
                    "TRUNCATE TABLE loyalty_member_tag",
                    "TRUNCATE TABLE loyalty_member_attribute",
                    "TRUNCATE TABLE loyalty_tier",
                    "TRUNCATE TABLE loyalty_tier_change",
                    "TRUNCATE TABLE loyalty_lot",
                    "TRUNCATE TABLE loyalty_erased",
                    "TRUNCATE TABLE loyalty_entry",
                    "TRUNCATE TABLE loyalty_activity",
                    "TRUNCATE TABLE loyalty_limit_use",
                    "TRUNCATE TABLE loyalty_voucher",
                    "TRUNCATE TABLE loyalty_benefit",
                    "TRUNCATE TABLE loyalty_purchase",
                    "TRUNCATE TABLE loyalty_purchase_line",
                    "TRUNCATE TABLE loyalty_purchase_payment",
                    "TRUNCATE TABLE loyalty_purchase_voucher",
                    "TRUNCATE TABLE loyalty_purchase_limit_use",
                    "TRUNCATE TABLE loyalty_purchase_budget",
                    "TRUNCATE TABLE loyalty_budget",
                    "TRUNCATE TABLE loyalty_referred",
                    "TRUNCATE TABLE loyalty_event",
                    "TRUNCATE TABLE loyalty_decision",
                    "TRUNCATE TABLE loyalty_day",
                    "TRUNCATE TABLE loyalty_day_voucher",
                    "TRUNCATE TABLE loyalty_day_rank",
                    "ALTER SEQUENCE loyalty_order RESTART WITH 1",
                    "SET REFERENTIAL_INTEGRITY TRUE");
        } else {
            execute(
                    url,
                    "TRUNCATE loyalty_member, loyalty_erased, loyalty_entry, loyalty_budget, loyalty_referred,"
                            + " loyalty_event, loyalty_day, loyalty_day_rank CASCADE",
                    "ALTER SEQUENCE loyalty_order RESTART WITH 1");
        }
    }
}
