package com.genericcorp.hub.tenancy;

import java.sql.SQLException;

/** PostgreSQL is away: not reachable, starting, stopping, or out of connections. */
public final class DatabaseUnavailableException extends DatabaseException {
    DatabaseUnavailableException(SQLException cause) {
        super(cause);
    }
}
