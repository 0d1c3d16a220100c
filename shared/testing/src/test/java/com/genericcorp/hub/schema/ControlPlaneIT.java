package com.genericcorp.hub.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Each test has a server of its own, because roles belong to the whole of one. */
class ControlPlaneIT {
    private final PostgresServer server = TestServers.shared().startPostgres();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void migratedByTwoAtOnceItIsMigratedOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<Integer>> running = new ArrayList<>();
        int migrations = 0;
        try (ExecutorService executor = Executors.newFixedThreadPool(start.getParties())) {
            for (int i = 0; i < start.getParties(); i++) {
                running.add(executor.submit(() -> {
                    start.await();
                    return controlPlane().migrate();
                }));
            }
            for (Future<Integer> one : running) {
                migrations += one.get();
            }
        }

        assertThat(migrations).isEqualTo(Integer.parseInt(ask("select count(*) from public.flyway_schema_history")));
        assertThat(controlPlane().migrate()).isZero();
    }

    @Test
    void rolesThatAreThereAlreadyAreMadeWhatTheyMustBe() throws SQLException {
        tell("create role hub_tenant nologin");
        tell("create role hub_metering nologin");
        tell("create role hub_api login inherit");

        controlPlane().migrate();

        assertThat(ask("select rolinherit from pg_catalog.pg_roles where rolname = 'hub_api'"))
                .isEqualTo("f");
        assertThat(ask("""
                        select string_agg(roleid::regrole || ' ' || inherit_option || ' ' || set_option, ', '
                          order by roleid::regrole::text)
                        from pg_catalog.pg_auth_members where member = 'hub_api'::regrole
                        """)).isEqualTo("hub_metering false true, hub_operator false true");
        assertThat(ask("""
                        select array_to_string(setconfig, ' ') from pg_catalog.pg_db_role_setting
                        where setrole = 'hub_api'::regrole
                        """)).contains("statement_timeout=5s", "idle_in_transaction_session_timeout=15s");
    }

    @Test
    void aLoginThatCouldOverruleThePoliciesStopsTheMigration() throws SQLException {
        tell("create role hub_api login createrole");

        assertThatThrownBy(() -> controlPlane().migrate())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("hub_api");
    }

    @Test
    void theLoginsPasswordIsReplaced() throws SQLException {
        controlPlane().migrate();
        new ControlPlane(database(), flyway(), Optional.of("another")).migrate();

        try (Connection connection = dataSource("hub_api", "another").getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThatThrownBy(() -> dataSource("hub_api", "first").getConnection()).isInstanceOf(SQLException.class);
    }

    @Test
    void thisIsTheMajorVersionThatProductionRuns() throws SQLException {
        assertThat(ask("show server_version_num")).startsWith("17");
    }

    @Test
    void namesATenantsRoleAsTheApplicationDoes() throws SQLException {
        controlPlane().migrate();

        List<UUID> ids = new ArrayList<>(
                List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(0, 1), new UUID(1, 0), new UUID(Long.MIN_VALUE, 0)));
        for (int i = 0; i < 100; i++) {
            ids.add(UUID.randomUUID());
        }
        for (UUID id : ids) {
            assertThat(ask("select hub.role_of('" + id + "')")).isEqualTo(new TenantId(id).role());
        }
    }

    private ControlPlane controlPlane() {
        return new ControlPlane(database(), flyway(), Optional.of("first"));
    }

    private OwnerDatabase database() {
        return new OwnerDatabase(dataSource(server.ownerUser(), server.ownerPassword()));
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource(server.ownerUser(), server.ownerPassword()))
                .locations("classpath:db/control-plane")
                .defaultSchema("public")
                .load();
    }

    private PGSimpleDataSource dataSource(String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.jdbcUrl());
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection =
                        dataSource(server.ownerUser(), server.ownerPassword()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void tell(String sql) throws SQLException {
        try (Connection connection =
                        dataSource(server.ownerUser(), server.ownerPassword()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
