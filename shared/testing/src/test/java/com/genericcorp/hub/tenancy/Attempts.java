package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs any SQL on a connection of the application's login, on the very lines that {@link TenantDatabase} runs its
 * constants on.
 */
final class Attempts implements AutoCloseable {
    private final Connection connection;

    Attempts(TestServers servers) throws SQLException {
        connection = servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD).getConnection();
    }

    /** What became of a statement: PostgreSQL's error code or {@code 00000}, and its first number or count of rows. */
    record Attempt(String sqlState, long number) {
        boolean refused() {
            return sqlState.equals("42501");
        }

        boolean changedNothing() {
            return refused() || sqlState.equals("00000") && number == 0;
        }
    }

    Attempt as(ActAs form, String role, String sql) throws SQLException {
        return attempt(() -> switch (form) {
            case PIPELINED -> Jdbc.runAs(connection, role, sql, new Object[0], Attempts::number);
            case TRANSACTION ->
                Transactions.run(connection, () -> Jdbc.runAs(connection, role, sql, new Object[0], Attempts::number));
        });
    }

    Attempt withoutRole(String sql) throws SQLException {
        return attempt(() -> Jdbc.run(connection, sql, new Object[0], Attempts::number));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Attempt attempt(Transactions.Work<Long> statement) {
        try {
            return new Attempt("00000", statement.run());
        } catch (SQLException e) {
            return new Attempt(e.getSQLState(), 0);
        }
    }

    private static long number(java.sql.PreparedStatement statement) throws SQLException {
        if (statement.getUpdateCount() >= 0) {
            return statement.getUpdateCount();
        }
        try (var rows = statement.getResultSet()) {
            return rows.next() && rows.getObject(1) instanceof Number number ? number.longValue() : 0;
        }
    }
}
