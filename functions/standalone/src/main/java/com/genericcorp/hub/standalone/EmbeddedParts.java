package com.genericcorp.hub.standalone;

import com.genericcorp.hub.embedded.ChildProcesses;
import com.genericcorp.hub.embedded.PostgresOptions;
import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.embedded.QueueServer;
import com.genericcorp.hub.embedded.RedisOptions;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.messaging.Queue;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The servers that the hub brings along: each one that the environment does not point elsewhere. */
final class EmbeddedParts implements AutoCloseable {
    private static final String DEFAULT_QUEUE_PREFIX = "hub-";

    private final StateDirectory state;
    private final Settings settings;
    private final ChildProcesses children;
    private final SecureRandom random;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private boolean closed;

    EmbeddedParts(StateDirectory state, Settings settings, ChildProcesses children, SecureRandom random) {
        this.state = state;
        this.settings = settings;
        this.children = children;
        this.random = random;
    }

    /** Starts what is missing and tells the functions where it is. */
    void start() throws IOException {
        if (!settings.given("hub.database.url")) {
            startPostgres();
        }
        if (!settings.given("hub.redis.url")) {
            startRedis();
        }
        if (!settings.given("hub.sqs.endpoint")) {
            startQueue();
        }
    }

    /** What runs here, for people. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Stops everything; what would start later does not. */
    @Override
    public synchronized void close() {
        closed = true;
        running.reversed().parallelStream().forEach(EmbeddedParts::closeOne);
        running.clear();
    }

    private void startPostgres() throws IOException {
        PostgresOptions options =
                PostgresOptions.durable(state.file("postgresql"), state.secret("database-owner-password", this::draw));
        PostgresServer postgres = keep("PostgreSQL", PostgresServer.start(options, state.file("programs"), children));
        settings.set("hub.database.url", postgres.jdbcUrl());
        settings.set("hub.database.user", "hub_api");
        settings.set("hub.database.password", state.secret("database-password", this::draw));
        settings.set("hub.database.owner.url", postgres.jdbcUrl());
        settings.set("hub.database.owner.user", postgres.ownerUser());
        settings.set("hub.database.owner.password", postgres.ownerPassword());
    }

    private void startRedis() throws IOException {
        RedisOptions options = RedisOptions.durable(state.file("redis"), state.secret("redis-password", this::draw));
        settings.set(
                "hub.redis.url",
                keep("Redis", RedisServer.start(options, children)).url());
    }

    private void startQueue() {
        String prefix = settings.setAndGet("hub.queue.prefix", DEFAULT_QUEUE_PREFIX);
        List<String> queues =
                Arrays.stream(Queue.values()).map(queue -> queue.name(prefix)).toList();
        QueueServer queue = keep("a queue", QueueServer.start(queues));
        settings.set("hub.sqs.endpoint", queue.endpoint().toString());
        // The client insists on signing; this queue asks nobody who they are.
        settings.set("aws.accessKeyId", "local");
        settings.set("aws.secretAccessKey", "local");
    }

    private synchronized <T extends AutoCloseable> T keep(String name, T server) {
        if (closed) {
            closeOne(server);
            throw new StartException("stopped while starting");
        }
        running.add(server);
        names.add(name);
        return server;
    }

    private String draw() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void closeOne(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.getLogger(EmbeddedParts.class.getName())
                    .log(System.Logger.Level.WARNING, "an embedded server did not stop cleanly", e);
        }
    }
}
