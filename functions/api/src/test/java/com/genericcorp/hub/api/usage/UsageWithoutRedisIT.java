package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.genericcorp.hub.usage.Width;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class UsageWithoutRedisIT {
    private final RedisServer redis = TestServers.shared().redis();
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Inject
    RedisCalls calls;

    @Test
    void showsWhatPostgresKnows() {
        Used.requests(tenant.id(), Instant.now().minus(Duration.ofHours(1)), "flushed", 40);
        publish();

        redis.stop();
        try {
            publish();
            Answer usage = Request.get("/v1/usage?window=month&meter=events_ingested")
                    .as(tenant)
                    .send();
            assertThat(usage.hasStatus(200).json().at("/data/0/quantity").asLong())
                    .isEqualTo(2);
            long requests = requests();
            // Each counts itself in PostgreSQL, unless Redis may have counted it after all.
            assertThat(requests).isBetween(40L, 43L);
            Await.until("Redis is not asked any more", Duration.ofSeconds(20), () -> {
                requests();
                return calls.degraded();
            });
            long before = requests();
            assertThat(requests()).isEqualTo(before + 1);
        } finally {
            redis.start();
        }
        Await.until("Redis serves again", Duration.ofSeconds(20), () -> {
            // Only who asks finds it back.
            requests();
            return !calls.degraded();
        });
    }

    private long requests() {
        Instant lastMonth = Instant.now().minus(Duration.ofHours(1));
        String from = Width.MONTH.start(lastMonth).toString();
        return Request.get("/v1/usage?window=month&meter=api_requests&from=" + from)
                .as(tenant)
                .send()
                .hasStatus(200)
                .json()
                .path("data")
                .valueStream()
                .mapToLong(row -> row.path("quantity").asLong())
                .sum();
    }

    private void publish() {
        Request.post("/v1/events", """
                {"type":"order.paid","data":{}}""").as(tenant).send().hasStatus(202);
    }
}
