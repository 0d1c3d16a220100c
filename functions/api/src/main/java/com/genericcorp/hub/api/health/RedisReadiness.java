package com.genericcorp.hub.api.health;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import io.vertx.redis.client.Command;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Always ready, perhaps degraded: Redis is a cache and a counter, and the hub goes on without it. */
@Readiness
@ApplicationScoped
public class RedisReadiness implements HealthCheck {
    private final RedisCalls redis;

    RedisReadiness(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        boolean answers = redis.send(Command.PING) instanceof Reply.Answer;
        return HealthCheckResponse.builder()
                .name("redis")
                .up()
                .withData("degraded", !answers)
                .build();
    }
}
