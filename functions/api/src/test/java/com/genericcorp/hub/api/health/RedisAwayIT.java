package com.genericcorp.hub.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class RedisAwayIT {
    private final RedisServer redis = TestServers.shared().redis();

    @Test
    void staysReadyAndSaysThatItIsDegraded() {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        assertThat(degraded()).isFalse();

        redis.stop();
        try {
            assertThat(degraded()).isTrue();
            Request.get("/v1/tenant").as(tenant).send().hasStatus(200);
        } finally {
            redis.start();
        }

        Await.until("Redis serves again", Duration.ofSeconds(20), RedisAwayIT::servesAgain);
    }

    private static boolean servesAgain() {
        return !degraded();
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
