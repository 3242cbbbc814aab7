package org.loyaltyrules.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loyaltyrules.store.AmbiguousCommitException;
import org.loyaltyrules.store.ConcurrentUnitException;
import org.loyaltyrules.store.StoreException;

/**
 * One connection and the statements that run on it. What fails comes out as the store's own exceptions, which quote neither
 * a statement's values nor the driver's message, for that often does. Not thread-safe.
 */
final class Session implements AutoCloseable {

    /** Reads a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Dialect dialect;
    private final @Nullable Savepoint savepoint;
    private final @Nullable Runnable onLost;
    private final boolean isHosts;
    private boolean isLost;
    private boolean isCommitted;

    private Session(Connection connection, Dialect dialect, @Nullable Savepoint savepoint, @Nullable Runnable onLost) {
        this.connection = connection;
        this.dialect = dialect;
        this.savepoint = savepoint;
        this.onLost = onLost;
        this.isHosts = onLost != null;
    }

    /** A session in a transaction of its own; closing it rolls back what was not committed, and closes the connection. */
    static Session own(Connection connection, Dialect dialect) {
        try {
            connection.setAutoCommit(false);
            return new Session(connection, dialect, null, null);
        } catch (SQLException e) {
            Session lost = new Session(connection, dialect, null, null);
            lost.isLost = true;
            lost.close();
            throw failure(e);
        }
    }

    /**
     * A session in a transaction of the host; closing it takes back what was not committed, and leaves the rest to the host.
     *
     * @param onLost hears where the database has given up the whole transaction
     */
    static Session hosts(Connection connection, Dialect dialect, Runnable onLost) {
        try {
            return new Session(connection, dialect, connection.setSavepoint(), onLost);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    Connection connection() {
        return connection;
    }

    <T> List<T> list(String sql, Row<T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, dialect, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> @Nullable T first(String sql, Row<T> reader, @Nullable Object... values) {
        List<T> rows = list(sql, reader, values);
        return rows.isEmpty() ? null : rows.get(0);
    }

    long number(String sql, @Nullable Object... values) {
        Long number = first(sql, row -> row.getLong(1), values);
        return number == null ? 0 : number;
    }

    long next(String sequence) {
        return number("SELECT " + dialect.next(sequence));
    }

    int update(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, dialect, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs a statement once for each row of values. */
    void updateEach(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : rows) {
                bind(statement, dialect, values);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void bind(PreparedStatement statement, Dialect dialect, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof String text) {
                dialect.checkText(text);
                statement.setString(i + 1, text);
            } else if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** Commits, or leaves it to the host. */
    void commit() {
        try {
            if (!isHosts) {
                connection.commit();
            } else if (savepoint != null) {
                connection.releaseSavepoint(savepoint);
            }
            isCommitted = true;
        } catch (SQLException e) {
            String state = e.getSQLState();
            isLost = state == null || Dialect.isLost(state) || state.equals("40003");
            if (isLost) {
                throw new AmbiguousCommitException(Withheld.messageOf(e));
            }
            throw failure(e);
        }
    }

    RuntimeException failed(SQLException e) {
        String state = e.getSQLState();
        isLost |= state != null && Dialect.isLost(state);
        if (onLost != null && state != null && (isLost || state.startsWith("40"))) {
            onLost.run();
        }
        return failure(e);
    }

    static RuntimeException failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        SQLException cause = Withheld.messageOf(e);
        if (Dialect.isLost(state)) {
            return new ConcurrentUnitException("the connection to the database was lost", cause);
        }
        if (Dialect.isBusy(state)) {
            return new ConcurrentUnitException("another transaction was in the way", cause);
        }
        return new StoreException(
                "the database failed with SQLState " + state + " and code " + e.getErrorCode()
                        + "; its own log has the statement",
                cause);
    }

    /** Takes back what was not committed; a connection that is lost is given up, so that no pool hands it out again. */
    @Override
    public void close() {
        try {
            if (isHosts) {
                if (!isCommitted && savepoint != null) {
                    connection.rollback(savepoint);
                }
                return;
            }
            if (!isLost && !isCommitted) {
                connection.rollback();
            }
            if (!isLost) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // What a broken connection did not commit, the database takes back.
            isLost = true;
        }
        if (!isHosts) {
            release();
        }
    }

    private void release() {
        try {
            if (isLost) {
                connection.abort(Runnable::run);
            }
            connection.close();
        } catch (SQLException e) {
            isLost = true;
        }
    }
}
