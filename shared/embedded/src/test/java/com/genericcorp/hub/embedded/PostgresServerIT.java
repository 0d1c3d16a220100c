package com.genericcorp.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    static Path directory;

    static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(
                PostgresOptions.durable(directory.resolve("postgresql"), "it's secret")
                        .with("log_statement", "all"),
                directory,
                new ChildProcesses(directory.resolve("children")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isTheMajorThatProductionRuns() throws SQLException {
        assertThat(ask("show server_version")).startsWith("17.");
    }

    @Test
    void theOwnerMayCreateRolesAndIsNoSuperuser() throws SQLException {
        assertThat(ask("select rolcreaterole::text || rolsuper::text || rolcanlogin::text"
                        + " from pg_catalog.pg_roles where rolname = 'hub_owner'"))
                .isEqualTo("truefalsetrue");
        assertThat(ask("select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = 'hub'"))
                .isEqualTo("hub_owner");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.ownerUser(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void whatWasCommittedSurvivesACrashOnTheSamePort() throws SQLException {
        int port = server.port();
        tell("create table kept (value text)");
        tell("insert into kept values ('here')");

        server.crash();
        assertThatThrownBy(() -> ask("select 1")).isInstanceOf(SQLException.class);
        server.start();

        assertThat(server.port()).isEqualTo(port);
        assertThat(ask("select value from kept")).isEqualTo("here");
    }

    @Test
    void stopEndsOpenSessionsAndStartTakesUpAgain() throws SQLException {
        try (Connection open = connect()) {
            assertThat(open.isValid(1)).isTrue();

            long before = System.nanoTime();
            server.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(open.isValid(1)).isFalse();
        } finally {
            server.start();
        }
        assertThat(ask("select 'again'")).isEqualTo("again");
    }

    @Test
    void statementsAreLoggedWhereAsked() throws Exception {
        ask("select 'a statement to find'");

        assertThat(Files.readString(server.log())).contains("a statement to find");
    }

    @Test
    void theServerLeadsASessionOfItsOwn() throws Exception {
        long pid = Long.parseLong(Files.readAllLines(directory.resolve("postgresql/data/postmaster.pid"))
                .getFirst()
                .strip());

        assertThat(output("ps", "-o", "sid=", "-p", Long.toString(pid))).isEqualTo(Long.toString(pid));
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command)).start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.ownerUser(), server.ownerPassword());
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void tell(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
