package com.genericcorp.hub.api.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.ingest.GitHubHook;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class RedisAwayIT {
    private final RedisServer redis = TestServers.shared().redis();
    private final GitHubHook hook = GitHubHook.create();

    @Inject
    RedisCalls redisCalls;

    @Test
    void goesOnAndSaysThatItIsDegraded() {
        assertThat(degraded()).isFalse();

        redis.stop();
        try {
            assertThat(degraded()).isTrue();
            // More often than a failure must be seen: with and without asking Redis first.
            for (int i = 0; i < 10; i++) {
                Request.get("/v1/tenant").as(hook.tenant()).send().hasStatus(200);
                hook.delivery("d-" + i, "{}".getBytes(UTF_8)).send().hasStatus(202);
                Request.get("/admin/v1/tenants?limit=1").asOperator().send().hasStatus(200);
            }
            assertThat(redisCalls.degraded()).isTrue();
            assertThat(hook.storedEvents()).isEqualTo(10);
        } finally {
            redis.start();
        }

        Await.until("Redis serves again", Duration.ofSeconds(20), this::servesAgain);
    }

    private boolean servesAgain() {
        return !degraded() && !redisCalls.degraded();
    }

    private static boolean degraded() {
        Answer ready = Request.get("/ready").send();
        assertThat(ready.hasStatus(200).field("status")).isEqualTo("UP");
        for (JsonNode check : ready.json().path("checks")) {
            if (check.path("name").asText().equals("redis")) {
                return check.at("/data/degraded").asBoolean();
            }
        }
        throw new AssertionError(ready);
    }
}
