package com.genericcorp.hub.api.health;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Always ready, perhaps degraded: Redis is a cache and a counter, and the hub goes on without it. */
@Readiness
@ApplicationScoped
public class RedisReadiness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Logger LOG = Logger.getLogger(RedisReadiness.class);

    private final ReactiveRedisDataSource redis;

    /** @param config asked for so that a missing setting stops the start by its name */
    @SuppressWarnings("unused")
    RedisReadiness(ReactiveRedisDataSource redis, RedisConfig config) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.builder()
                .name("redis")
                .up()
                .withData("degraded", !answers())
                .build();
    }

    private boolean answers() {
        try {
            redis.execute("PING").await().atMost(PATIENCE);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.warnf("Redis is away: %s", e.getMessage());
            return false;
        }
    }
}
