package com.genericcorp.hub.tenancy;

import java.sql.Connection;
import java.sql.SQLException;

/** One transaction on a connection that the caller took and gives back. */
public final class Transactions {
    private Transactions() {}

    /** Commits what {@code work} did; any exception rolls it back. */
    public static <T> T run(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.run();
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollBack(connection);
            }
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone and the transaction with it; the first failure is the one to tell.
        }
    }

    /** What one transaction does. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }
}
