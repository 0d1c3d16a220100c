package com.genericcorp.hub.testing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A real data source that tells a test of every statement and every commit, before and after. The test may count them,
 * hold one up, end the connection under it, or throw: it can break the work anywhere without a line of the work's code.
 */
public final class WatchedDataSource implements DataSource {
    private final DataSource real;
    private final Watcher watcher;
    private final AtomicInteger steps = new AtomicInteger();

    public WatchedDataSource(DataSource real, Watcher watcher) {
        this.real = real;
        this.watcher = watcher;
    }

    /** One statement or commit; numbers start at 1 and count over all connections. */
    public record Step(int number, String sql, Connection connection) {
        @Override
        public String toString() {
            return number + ": " + sql.strip().lines().findFirst().orElse("");
        }
    }

    /** What a test does about a step. */
    public interface Watcher {
        default void before(Step step) throws SQLException {}

        default void after(Step step) throws SQLException {}
    }

    /** How many statements and commits there were. */
    public int steps() {
        return steps.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" ->
                watched(
                        PreparedStatement.class,
                        connection,
                        (String) arguments[0],
                        call(connection, method, arguments));
            case "createStatement" -> watched(Statement.class, connection, "", call(connection, method, arguments));
            case "commit" -> step(connection, "commit", () -> call(connection, method, arguments));
            default -> call(connection, method, arguments);
        });
    }

    private <T> T watched(Class<T> type, Connection connection, String prepared, Object statement) {
        return proxy(type, (proxy, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
            return step(connection, sql, () -> call(statement, method, arguments));
        });
    }

    private Object step(Connection connection, String sql, Call call) throws Throwable {
        Step step = new Step(steps.incrementAndGet(), sql, connection);
        watcher.before(step);
        Object result = call.run();
        watcher.after(step);
        return result;
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @FunctionalInterface
    private interface Call {
        Object run() throws Throwable;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
