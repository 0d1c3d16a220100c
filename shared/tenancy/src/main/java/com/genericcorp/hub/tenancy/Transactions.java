package com.genericcorp.hub.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One transaction on a connection that the caller took and gives back. */
public final class Transactions {
    private Transactions() {}

    /**
     * Commits what {@code work} did; any exception rolls it back.
     *
     * @throws IllegalStateException when {@code work} went on after a statement had failed
     */
    public static <T> T run(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.run();
            requireWhole(connection);
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

    /** PostgreSQL answers the commit of a transaction that a statement broke by rolling it back, without an error. */
    private static void requireWhole(Connection connection) throws SQLException {
        if (connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED) {
            throw new IllegalStateException("nothing is committed: a statement failed and its exception was swallowed");
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
