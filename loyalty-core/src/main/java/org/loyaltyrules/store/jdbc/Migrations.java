package org.loyaltyrules.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.StoreException;

/**
 * Makes the tables and brings them up to date: one SQL script a version. Safe where two processes start at once: on
 * PostgreSQL one waits for the other; on H2, where a change of tables commits at once, the scripts may run twice, and one that met the other's runs again.
 */
final class Migrations {

    private static final List<String> SCRIPTS = List.of("V1__tables", "V2__append_only_entries", "V3__sleep");

    /** Any number that other users of advisory locks are unlikely to choose. */
    private static final long LOCK = 0x4C6F79616C7479L;

    private Migrations() {}

    /** Runs the scripts that were not run yet; one thread at a time, for H2 fails where two create tables at once. */
    static synchronized void run(Connection connection, Dialect dialect) {
        try {
            connection.setAutoCommit(false);
            if (dialect == Dialect.POSTGRESQL) {
                execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
            }
            for (int version = version(connection, dialect) + 1; version <= SCRIPTS.size(); version++) {
                for (String statement : statements(script(dialect, SCRIPTS.get(version - 1)))) {
                    execute(connection, statement);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw Session.failure(e);
        } finally {
            close(connection);
        }
    }

    /** Checks that the host has run all scripts. */
    static void check(Connection connection, Dialect dialect) {
        try {
            connection.setAutoCommit(false);
            int version = version(connection, dialect);
            if (version < SCRIPTS.size()) {
                throw new StoreException(
                        "the tables are at version " + version + ", and this library needs version " + SCRIPTS.size()
                                + "; run its scripts first: they are in the jar, in org/loyaltyrules/store/jdbc/"
                                + dialect.folder(),
                        null);
            }
        } catch (SQLException e) {
            throw Session.failure(e);
        } finally {
            close(connection);
        }
    }

    /** Version of the tables; 0 where there are none. */
    private static int version(Connection connection, Dialect dialect) throws SQLException {
        String table = dialect == Dialect.H2 ? "LOYALTY_SCHEMA_VERSION" : "loyalty_schema_version";
        String exists = "SELECT count(*) FROM information_schema.tables WHERE table_name = '" + table
                + "' AND table_schema = " + (dialect == Dialect.H2 ? "SCHEMA()" : "current_schema()");
        if (number(connection, exists) == 0) {
            return 0;
        }
        return number(connection, "SELECT COALESCE(max(version), 0) FROM loyalty_schema_version");
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void close(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new ConcurrentUnitException("the connection to the database was lost", Withheld.messageOf(e));
        }
    }

    private static String script(Dialect dialect, String name) {
        String path = dialect.folder() + "/" + name + ".sql";
        try (InputStream stream = Migrations.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the library lacks its script " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Statements end with a semicolon at the end of a line, but within {@code $$}. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (String line : script.split("\n", -1)) {
            if (line.startsWith("--") && !quoted) {
                continue;
            }
            statement.append(line).append('\n');
            quoted ^= line.contains("$$");
            if (line.endsWith(";") && !quoted) {
                statements.add(
                        statement.substring(0, statement.lastIndexOf(";")).strip());
                statement.setLength(0);
            }
        }
        return statements;
    }
}
