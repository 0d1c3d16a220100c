package com.genericcorp.hub.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few lines of JDBC under every statement: bind, run, read. */
final class Jdbc {
    private Jdbc() {}

    static <T> T run(Connection connection, String sql, @Nullable Object[] arguments, Outcome<T> outcome)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bindAll(connection, statement, 1, arguments);
            statement.execute();
            return outcome.read(statement);
        }
    }

    /** Enters {@code role} and runs one statement: both before one Sync, so in one round trip and one transaction. */
    static <T> T runAs(Connection connection, String role, String sql, @Nullable Object[] arguments, Outcome<T> outcome)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select hub.act_as(?); " + sql)) {
            statement.setString(1, role);
            bindAll(connection, statement, 2, arguments);
            statement.execute();
            statement.getMoreResults();
            return outcome.read(statement);
        }
    }

    static void enter(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select hub.act_as(?)")) {
            statement.setString(1, role);
            statement.execute();
        }
    }

    @FunctionalInterface
    interface Outcome<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    static <T> Outcome<List<T>> rows(Row<T> row) {
        return statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        };
    }

    static <T> Optional<T> only(List<T> rows) {
        if (rows.size() > 1) {
            throw new IllegalStateException("a statement for one row found " + rows.size());
        }
        return rows.stream().findFirst();
    }

    private static void bindAll(
            Connection connection, PreparedStatement statement, int firstIndex, @Nullable Object[] arguments)
            throws SQLException {
        int index = firstIndex;
        for (Object argument : arguments) {
            switch (argument) {
                case null -> statement.setObject(index, null);
                case byte[] bytes -> statement.setBytes(index, bytes);
                case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
                case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
                case byte[][] blobs -> statement.setArray(index, connection.createArrayOf("bytea", blobs));
                case Object other -> statement.setObject(index, other);
            }
            index++;
        }
    }
}
