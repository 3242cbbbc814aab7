package org.loyaltyrules.store.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections that were given back and hands them out again; opens one where none is free. For commands and examples
 * that have no pool of their own.
 */
final class ConnectionPool implements DataSource, AutoCloseable {

    private final String url;
    private final ConcurrentLinkedDeque<Connection> free = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ConnectionPool(String url) {
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (closed) {
            throw new SQLException("the pool is closed", "08003");
        }
        Connection connection = free.pollFirst();
        return lend(connection == null ? DriverManager.getConnection(url) : connection);
    }

    private Connection lend(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                ConnectionPool.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> giveBack(connection);
                        case "abort" -> giveUp(connection);
                        default -> {
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause() == null ? e : e.getCause();
                            }
                        }
                    }
                    return null;
                });
    }

    private void giveBack(Connection connection) throws SQLException {
        if (closed) {
            connection.close();
        } else if (!connection.isClosed()) {
            free.addFirst(connection);
        }
    }

    /** Where one connection is lost, those that wait may be lost too. */
    private void giveUp(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        closeFree();
    }

    private void closeFree() throws SQLException {
        for (Connection one = free.pollFirst(); one != null; one = free.pollFirst()) {
            one.close();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        closeFree();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is part of the URL");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        throw new SQLFeatureNotSupportedException("the pool writes no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the time-out is part of the URL");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("the pool writes no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("the pool wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
