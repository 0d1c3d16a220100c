package com.genericcorp.hub.tenancy;

import java.sql.SQLException;
import java.util.Set;

/** PostgreSQL refused a statement. */
public class DatabaseException extends RuntimeException {
    /** {@code read_only_sql_transaction}. */
    static final String READ_ONLY = "25006";

    /** Too many connections, a time-out of a statement, a lock or an idle transaction, and a primary that is none now. */
    private static final Set<String> PASSING = Set.of("53300", "57014", "55P03", "25P03", READ_ONLY);

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
        return state.startsWith("08") || state.startsWith("57P") || PASSING.contains(state);
    }
}
