package com.genericcorp.hub.tenancy;

import java.sql.SQLException;

/** PostgreSQL is away: not reachable, starting, stopping, or out of connections. */
public final class DatabaseUnavailableException extends DatabaseException {
    /** {@code sqlclient_unable_to_establish_sqlconnection}. */
    private static final String NO_CONNECTION = "08001";

    DatabaseUnavailableException(SQLException cause) {
        super(cause);
    }

    /** Whether there was not even a connection, so that certainly nothing was done. */
    public boolean unreached() {
        return sqlState().isEmpty() || sqlState().equals(NO_CONNECTION);
    }
}
