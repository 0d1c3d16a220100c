package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The driver asks the server for the type of a parameter that it does not know. A driver that did so between the role
 * and the statement would end the role's transaction there: the statement would run without a role, or half of the work
 * would be committed. It does so with {@code prepareThreshold=5}, once it has learnt that the statement answers with
 * columns of no known length. This guards against a driver upgrade as much as against a setting.
 */
class UntypedParametersIT {
    private static final int REPETITIONS = 50;
    private static final String INSERT = "insert into %s.connections"
            + " (id, provider, name, status, config, credentials, created_at) values (?, ?, ?, ?, ?, ?, ?)";
    private static final String RETURNING = " returning name, config";

    private final TestServers servers = TestServers.shared();
    private final TenantId tenant = TestTenants.create(servers).id();

    /** How a parameter is handed to the driver without its type, or with one that the driver cannot be sure of. */
    private enum Untyped {
        NULL_OBJECT {
            @Override
            void bind(PreparedStatement statement, int time) throws SQLException {
                statement.setObject(time - 2, null);
                statement.setObject(time - 1, null);
                statement.setObject(time, OffsetDateTime.now());
            }
        },
        NULL_OF_NO_TYPE {
            @Override
            void bind(PreparedStatement statement, int time) throws SQLException {
                statement.setNull(time - 2, Types.NULL);
                statement.setNull(time - 1, Types.NULL);
                statement.setObject(time, LocalDateTime.now());
            }
        },
        NULL_OF_ANOTHER_TYPE {
            @Override
            void bind(PreparedStatement statement, int time) throws SQLException {
                statement.setNull(time - 2, Types.OTHER);
                statement.setNull(time - 1, Types.BINARY);
                statement.setTimestamp(time, Timestamp.valueOf(LocalDateTime.now()));
            }
        },
        TEXT_OF_ANY_TYPE {
            @Override
            void bind(PreparedStatement statement, int time) throws SQLException {
                statement.setObject(time - 2, "{}", Types.OTHER);
                statement.setObject(time - 1, "\\x01", Types.OTHER);
                statement.setObject(time, "2026-01-01T00:00:00Z", Types.OTHER);
            }
        },
        DATES_AND_TIMES {
            @Override
            void bind(PreparedStatement statement, int time) throws SQLException {
                statement.setObject(time - 2, LocalTime.NOON);
                statement.setNull(time - 1, Types.NULL);
                statement.setObject(time, LocalDate.EPOCH);
            }
        };

        abstract void bind(PreparedStatement statement, int time) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void theStatementRunsInItsRoleHoweverOftenItIsRepeated(Untyped kind) throws SQLException {
        try (Connection connection =
                servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD).getConnection()) {
            for (int i = 0; i < REPETITIONS; i++) {
                assertThat(insert(connection, kind)).isEqualTo("repeated");
            }
        }
        assertThat(rows()).isEqualTo(REPETITIONS);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheStatementReportsIsDoneAndWhatFailsIsNot(Untyped kind) throws SQLException {
        try (Connection connection =
                servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD).getConnection()) {
            for (int i = 0; i < REPETITIONS; i++) {
                int before = rows();
                assertThat(fails(connection, kind)).isEqualTo("23514");
                assertThat(rows()).isEqualTo(before);
                assertThat(role(connection)).isEqualTo("hub_api");
            }
        }
    }

    /** One prepared statement, its parameters' types changing from one execution to the next. */
    @Test
    void theSameStatementObjectIsRepeatedWithOtherTypes() throws SQLException {
        try (Connection connection = servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD)
                        .getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select hub.act_as(?); " + INSERT.formatted(tenant.role()) + RETURNING)) {
            for (int i = 0; i < REPETITIONS; i++) {
                bindHead(statement, "enabled");
                Untyped.values()[i % Untyped.values().length].bind(statement, 8);
                statement.execute();
            }
        }
        assertThat(rows()).isEqualTo(REPETITIONS);
    }

    private String insert(Connection connection, Untyped kind) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select hub.act_as(?); " + INSERT.formatted(tenant.role()) + RETURNING)) {
            bindHead(statement, "enabled");
            kind.bind(statement, 8);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? row.getString("name") : "nothing";
            }
        }
    }

    /** The row is written, then a second statement's worth of checks refuses it: all must be undone. */
    private String fails(Connection connection, Untyped kind) throws SQLException {
        String both = "select hub.act_as(?); with written as (" + INSERT.formatted(tenant.role()) + " returning id) "
                + INSERT.formatted(tenant.role()).replace("values (?, ?, ?, ?, ?, ?, ?)", "")
                + "select gen_random_uuid(), 'http', 'second', 'no such status', null, null, now() from written"
                + RETURNING;
        try (PreparedStatement statement = connection.prepareStatement(both)) {
            bindHead(statement, "enabled");
            kind.bind(statement, 8);
            statement.execute();
            return "00000";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private void bindHead(PreparedStatement statement, String status) throws SQLException {
        statement.setString(1, tenant.role());
        statement.setObject(2, UUID.randomUUID());
        statement.setObject(3, "http", Types.OTHER);
        statement.setString(4, "repeated");
        statement.setString(5, status);
    }

    private int rows() throws SQLException {
        return new Catalog(servers)
                .list("select count(*) from " + tenant.role() + ".connections", row -> row.getInt(1))
                .getFirst();
    }

    private static String role(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select current_user");
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
