package org.loyaltyrules.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets somebody step in before and after each statement and each commit. */
final class WatchedConnections {

    interface Watcher {
        /** Called before a statement is executed, or a transaction committed. */
        default void before(boolean commit) throws SQLException {}

        /** Called when that has succeeded. */
        default void after(boolean commit) throws SQLException {}
    }

    private WatchedConnections() {}

    static DataSource of(DataSource source, Watcher watcher) {
        return proxy(DataSource.class, source, watcher);
    }

    private static <T> T proxy(Class<T> type, T target, Watcher watcher) {
        return type.cast(Proxy.newProxyInstance(
                WatchedConnections.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean commit =
                            target instanceof Connection && method.getName().equals("commit");
                    boolean statement = target instanceof PreparedStatement
                            && method.getName().startsWith("execute");
                    if (commit || statement) {
                        watcher.before(commit);
                    }
                    Object result;
                    try {
                        result = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (commit || statement) {
                        watcher.after(commit);
                    }
                    if (result instanceof PreparedStatement prepared) {
                        return proxy(PreparedStatement.class, prepared, watcher);
                    }
                    return result instanceof Connection connection
                            ? proxy(Connection.class, connection, watcher)
                            : result;
                }));
    }
}
