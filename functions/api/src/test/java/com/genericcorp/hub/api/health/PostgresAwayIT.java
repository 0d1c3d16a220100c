package com.genericcorp.hub.api.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.client.Together;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Not by a pooler, which keeps its clients waiting for a server that is away. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@Tag("direct")
class PostgresAwayIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final int AS_MANY_AS_CONNECTIONS = 10;

    private final PostgresServer postgres = TestServers.shared().postgres();
    private final GitHubHook hook = GitHubHook.create();

    static List<Named<Consumer<PostgresServer>>> endings() {
        return List.of(Named.of("stopped", PostgresServer::stop), Named.of("killed", PostgresServer::crash));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void answersEveryCallWithinTwoSecondsAndGoesOnAfterwards(Consumer<PostgresServer> ending) {
        List<Request> calls = calls();
        calls.forEach(call -> assertThat(call.send().status()).isLessThan(300));
        fillThePool();
        writeAhead();

        ending.accept(postgres);
        try {
            for (int round = 0; round < 3; round++) {
                calls.forEach(PostgresAwayIT::isUnavailableInTime);
            }
            Together.send(
                            AS_MANY_AS_CONNECTIONS * 2,
                            () -> Request.get("/v1/tenant").as(hook.tenant()))
                    .forEach(answer -> answer.isProblem(503, "unavailable"));
        } finally {
            postgres.start();
        }

        fillThePool();
        calls.forEach(call -> assertThat(call.send().status()).isLessThan(300));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void noticesNothingOfARestartBetweenTwoCalls(Consumer<PostgresServer> ending) {
        fillThePool();
        writeAhead();
        // As before any restart but one within the very burst of calls.
        Instant lastCall = Instant.now();
        Await.until("the connections lie idle", PROMISED, () -> Instant.now().isAfter(lastCall.plusMillis(300)));

        ending.accept(postgres);
        postgres.start();

        fillThePool();
        Request.get("/v1/events").as(hook.tenant()).send().hasStatus(200);
    }

    @Test
    void isAliveAndNotReady() {
        Request.get("/ready").send().hasStatus(200);

        postgres.stop();
        try {
            Answer ready = isInTime(Request.get("/ready"));
            assertThat(ready.hasStatus(503).field("status")).isEqualTo("DOWN");
            assertThat(ready.json().findValuesAsText("name")).contains("database", "redis");
            isInTime(Request.get("/health")).hasStatus(200);
        } finally {
            postgres.start();
        }

        Answer again = Request.get("/ready").send();
        assertThat(again.hasStatus(200).field("status")).isEqualTo("UP");
    }

    /** One of each kind: by key and by token, reading and writing, with and without a route in the cache. */
    private List<Request> calls() {
        GitHubHook unknown =
                new GitHubHook(hook.tenant(), GitHubHook.create(hook.tenant()).connection());
        byte[] payload = "{}".getBytes(UTF_8);
        return List.of(
                Request.get("/v1/tenant").as(hook.tenant()),
                Request.get("/v1/events").as(hook.tenant()),
                Request.post("/v1/connections", "{\"provider\":\"github\",\"name\":\"n\"}")
                        .as(hook.tenant()),
                hook.delivery("d-1", payload),
                unknown.delivery("d-2", payload),
                Request.get("/admin/v1/tenants?limit=1").asOperator());
    }

    /** The tests' server commits without waiting for its log; what a kill must not lose has to reach it first. */
    private static void writeAhead() {
        Stored.rows(row -> row.getString(1), """
                select pg_catalog.set_config('synchronous_commit', 'on', true),
                  pg_catalog.pg_logical_emit_message(true, 'test', 'all before this is written')
                """);
    }

    private void fillThePool() {
        Together.send(AS_MANY_AS_CONNECTIONS, () -> Request.get("/v1/tenant").as(hook.tenant()))
                .forEach(answer -> answer.hasStatus(200));
    }

    private static void isUnavailableInTime(Request call) {
        Answer answer = isInTime(call);
        answer.isProblem(503, "unavailable");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    private static Answer isInTime(Request call) {
        long start = System.nanoTime();
        Answer answer = call.send();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(call.target())
                .isLessThan(PROMISED);
        return answer;
    }
}
