package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A PostgreSQL 17 server on the loopback interface, reached by password alone, with {@code hub_owner} and {@code hub}. */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final PostgresOptions options;
    private final ChildProcesses children;
    private final PostgresBinaries binaries;
    private final PostgresCluster cluster;
    private final ChildServer server;

    private PostgresServer(PostgresOptions options, PostgresBinaries binaries, ChildProcesses children) {
        this.options = options;
        this.children = children;
        this.binaries = binaries;
        this.cluster = new PostgresCluster(binaries, options);
        this.server = new ChildServer(options.port(), this::launch, "INT", STOP);
    }

    /**
     * Creates the data unless it is there, and starts.
     *
     * @param programs where PostgreSQL's programs are unpacked, once; servers may share it
     * @throws EmbeddedServerException when it does not run within a minute
     */
    public static PostgresServer start(PostgresOptions options, Path programs, ChildProcesses children) {
        try {
            Directories.owned(options.directory());
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot write to " + options.directory(), e);
        }
        PostgresServer server = new PostgresServer(options, PostgresBinaries.in(programs), children);
        server.cluster.ensure();
        server.start();
        return server;
    }

    /** Starts again after {@link #stop} or {@link #crash}: the same port, the same data. */
    public void start() {
        server.start();
    }

    /** Ends every session, writes what is in memory and stops: PostgreSQL's fast shutdown. */
    public void stop() {
        server.stop();
    }

    /** Kills the server and its sessions; the next start recovers from the write-ahead log. */
    public void crash() {
        server.crash();
    }

    @Override
    public void close() {
        stop();
    }

    public int port() {
        return server.port();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + PostgresCluster.DATABASE;
    }

    public String ownerUser() {
        return PostgresCluster.OWNER;
    }

    public String ownerPassword() {
        return options.ownerPassword();
    }

    /** What the server logs, statements too when {@code log_statement} says so. */
    public Path log() {
        return options.directory().resolve("postgresql.log");
    }

    private Process launch(int candidate) {
        List<String> command = new ArrayList<>(Sessions.notAsRoot());
        command.addAll(List.of(
                binaries.program("postgres"), "-D", cluster.data().toString(), "-p", Integer.toString(candidate)));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Process started = children.start(command, log());
        boolean ended = !Deadline.await(START, () -> !started.isAlive() || ready(started)) || !started.isAlive();
        if (ended) {
            ChildProcesses.kill(started.toHandle());
            throw new EmbeddedServerException("PostgreSQL did not start on port " + candidate + "; see " + log());
        }
        return started;
    }

    private Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                // A socket file's path may be too long for the kernel, and nothing connects by it.
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "timezone", "UTC",
                "log_timezone", "UTC",
                "max_connections", "200"));
        if (!options.durable()) {
            all.putAll(Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
        }
        all.putAll(options.settings());
        return all;
    }

    /** The eighth line of the server's own pid file; it is written before the first session is let in. */
    private boolean ready(Process started) {
        try {
            List<String> lines = Files.readAllLines(cluster.data().resolve("postmaster.pid"));
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(Long.toString(started.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }
}
