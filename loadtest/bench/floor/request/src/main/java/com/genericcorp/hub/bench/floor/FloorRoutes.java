package com.genericcorp.hub.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * What a request costs at least on this stack: one EVALSHA, then one select or one insert, and nothing else. No
 * authentication, no roles, no signature, no validation, no metrics, no log.
 *
 * <p>The best found: Redis is asked from the event loop over one connection, on which commands follow each other without
 * waiting, so that a worker thread is held for the JDBC call alone; the driver's default lets the server prepare each
 * statement once; ids rise with the time, so that the index grows at its end; the answer's JSON is put together by hand and
 * written in one piece.
 */
@Singleton
final class FloorRoutes {
    private static final String SCRIPT = """
            local n = redis.call('INCR', KEYS[1])
            if n == 1 then
              redis.call('EXPIRE', KEYS[1], 172800)
            end
            return n
            """;

    private final Vertx vertx;
    private final Redis redis;
    private final DataSource database;
    private volatile Future<RedisConnection> connection = Future.failedFuture("not started");
    private volatile String sha1 = "";

    FloorRoutes(Vertx vertx, Redis redis, DataSource database) {
        this.vertx = vertx;
        this.redis = redis;
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        connection = redis.connect();
        sha1 = connection
                .compose(connected ->
                        connected.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(SCRIPT)))
                .map(String::valueOf)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    void routes(@Observes Router router) {
        router.get("/v1/events/:id").handler(context -> {
            UUID id = UUID.fromString(context.pathParam("id"));
            answer(context, 200, admit().compose(admitted -> vertx.executeBlocking(() -> select(id), false)));
        });
        router.post("/v1/ingest/:id").handler(context -> {
            UUID id = UUID.fromString(context.pathParam("id"));
            String delivery = Objects.requireNonNullElse(context.request().getHeader("X-GitHub-Delivery"), "");
            Future<Buffer> body = context.request().body();
            // Quarkus hands requests over paused.
            context.request().resume();
            answer(
                    context,
                    202,
                    body.compose(bytes ->
                            admit().compose(admitted -> vertx.executeBlocking(insert(id, delivery, bytes), false))));
        });
    }

    private Future<Response> admit() {
        return connection.compose(connected ->
                connected.send(Request.cmd(Command.EVALSHA).arg(sha1).arg(1).arg("bench:requests")));
    }

    private Buffer select(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select id, type, provider, connection_id, provider_event, provider_delivery_id,
                          subject, url, time, received_at, data
                        from bench.events where id = ?
                        """)) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("no such event");
                }
                byte[] data = row.getBytes(11);
                String fields = "{\"id\":\"" + row.getString(1) + "\",\"type\":\"" + row.getString(2)
                        + "\",\"provider\":\""
                        + row.getString(3) + "\",\"connection_id\":\"" + row.getString(4) + "\",\"provider_event\":\""
                        + row.getString(5) + "\",\"provider_delivery_id\":\"" + row.getString(6) + "\",\"subject\":\""
                        + row.getString(7) + "\",\"url\":\"" + row.getString(8) + "\",\"time\":\"" + row.getString(9)
                        + "\",\"received_at\":\"" + row.getString(10) + "\",\"data\":";
                return Buffer.buffer(fields.length() + data.length + 1)
                        .appendBytes(fields.getBytes(US_ASCII))
                        .appendBytes(data)
                        .appendByte((byte) '}');
            }
        }
    }

    private Callable<Buffer> insert(UUID connectionId, String delivery, Buffer body) {
        return () -> {
            UUID id = risingId();
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            insert into bench.events (id, connection_id, provider, provider_event, provider_delivery_id,
                              type, subject, url, time, received_at, data)
                            values (?, ?, 'github', 'push', ?, 'code.push', 'subject', 'https://example.com/', now(), now(), ?)
                            """)) {
                statement.setObject(1, id);
                statement.setObject(2, connectionId);
                statement.setString(3, delivery);
                statement.setBytes(4, body.getBytes());
                statement.executeUpdate();
            }
            return Buffer.buffer("{\"event_id\":\"" + id + "\",\"duplicate\":false}");
        };
    }

    private static UUID risingId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
    }

    private static void answer(RoutingContext context, int status, Future<Buffer> body) {
        HttpServerResponse response = context.response();
        body.onSuccess(bytes -> response.setStatusCode(status)
                        .putHeader("Content-Type", "application/json")
                        .end(bytes))
                .onFailure(context::fail);
    }
}
