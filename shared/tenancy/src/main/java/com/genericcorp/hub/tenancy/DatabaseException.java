package com.genericcorp.hub.tenancy;

import java.sql.SQLException;

/** PostgreSQL refused a statement. */
public class DatabaseException extends RuntimeException {
    private final String sqlState;

    DatabaseException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** The five characters of PostgreSQL's error code, or empty. */
    public String sqlState() {
        return sqlState;
    }

    /**
     * The exception for {@code cause}: {@link DatabaseUnavailableException} when PostgreSQL could not be reached or is
     * going away, so that trying again later makes sense.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error codes</a>
     */
    public static DatabaseException of(SQLException cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && e.getSQLState() != null && unavailable(e.getSQLState())) {
                return new DatabaseUnavailableException(cause);
            }
        }
        // The pool's own time-out carries no state.
        return cause.getSQLState() == null ? new DatabaseUnavailableException(cause) : new DatabaseException(cause);
    }

    private static boolean unavailable(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
    }
}
