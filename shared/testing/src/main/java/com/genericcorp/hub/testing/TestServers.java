package com.genericcorp.hub.testing;

import com.genericcorp.hub.embedded.ChildProcesses;
import com.genericcorp.hub.embedded.PostgresOptions;
import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.embedded.QueueServer;
import com.genericcorp.hub.embedded.RedisOptions;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.schema.ControlPlane;
import com.genericcorp.hub.schema.OwnerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Real PostgreSQL, Redis and queue for one JVM's tests, on free ports, with the control plane in place. Started at the
 * first use, ended with the JVM; a JVM that was killed leaves them to the next one that starts in the same module.
 */
public final class TestServers {
    public static final String LOGIN_PASSWORD = "login-of-the-tests";

    private static final String STARTED = "hub.test.servers.started";

    private static final TestServers SHARED = new TestServers();

    private final PostgresServer postgres;
    private final RedisServer redis;
    private final QueueServer queue;
    private final Path directory;
    private final ChildProcesses children;
    private final Queue<PgBouncer> poolers = new ConcurrentLinkedQueue<>();

    private TestServers() {
        directory = directory();
        children = new ChildProcesses(directory.resolve("children"));
        endLeftoversOnce(children);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        // Every statement is logged with its user, for the tests that read what really reached the server.
        postgres = PostgresServer.start(
                PostgresOptions.quick(fresh(directory, "postgres"))
                        .with("log_statement", "all")
                        .with("log_line_prefix", "%u|%a|"),
                directory.resolve("programs"),
                children);
        redis = RedisServer.start(RedisOptions.quick(fresh(directory, "redis")), children);
        queue = QueueServer.start(List.of("hub-provisioning", "hub-metering"));
        controlPlane(Optional.of(LOGIN_PASSWORD)).migrate();
    }

    public static TestServers shared() {
        return SHARED;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redis() {
        return redis;
    }

    public QueueServer queue() {
        return queue;
    }

    /** Where the functions keep what they export. */
    public Path exports() {
        return directory.resolve("exports");
    }

    /** A pooler before the PostgreSQL of all tests; whoever does not close it has it until the JVM ends. */
    public PgBouncer startPgBouncer(int serverConnections) {
        PgBouncer pooler = PgBouncer.start(fresh(directory, "pgbouncer"), postgres.port(), serverConnections, children);
        poolers.add(pooler);
        return pooler;
    }

    /** An empty PostgreSQL of its own, without the control plane; the caller closes it. */
    public PostgresServer startPostgres() {
        return PostgresServer.start(
                PostgresOptions.quick(fresh(directory, "postgres")), directory.resolve("programs"), children);
    }

    /** An empty Redis of its own, with these further lines of {@code redis.conf}; the caller closes it. */
    public RedisServer startRedis(String... lines) {
        RedisOptions options = RedisOptions.quick(fresh(directory, "redis"));
        for (String line : lines) {
            options = options.with(line);
        }
        return RedisServer.start(options, children);
    }

    /** A new connection as the owner for every statement: slow, and fit for tests. */
    public PGSimpleDataSource ownerDataSource() {
        return dataSource(postgres.ownerUser(), postgres.ownerPassword());
    }

    public PGSimpleDataSource dataSource(String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(user);
        dataSource.setPassword(password);
        dataSource.setPrepareThreshold(0);
        return dataSource;
    }

    public OwnerDatabase ownerDatabase() {
        return new OwnerDatabase(ownerDataSource());
    }

    public ControlPlane controlPlane(Optional<String> loginPassword) {
        Flyway flyway = Flyway.configure()
                .dataSource(ownerDataSource())
                .locations("classpath:db/control-plane")
                .defaultSchema("public")
                .load();
        return new ControlPlane(ownerDatabase(), flyway, loginPassword);
    }

    private void stop() {
        poolers.forEach(PgBouncer::close);
        queue.close();
        redis.close();
        postgres.close();
    }

    /** Once in this JVM: Quarkus loads this class again for tests with other resources, whose servers are others too. */
    private static void endLeftoversOnce(ChildProcesses children) {
        if (System.getProperty(STARTED) == null) {
            children.endLeftovers();
            System.setProperty(STARTED, "true");
        }
    }

    private static Path directory() {
        try {
            return Files.createDirectories(Path.of("target", "test-servers").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fresh(Path directory, String name) {
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
