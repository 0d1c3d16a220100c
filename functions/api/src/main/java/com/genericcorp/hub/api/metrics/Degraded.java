package com.genericcorp.hub.api.metrics;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.telemetry.HubMetrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Lets operators see whether this instance goes on without Redis. */
@Singleton
public class Degraded {

    void watch(@Observes StartupEvent started, HubMetrics metrics, RedisCalls redis) {
        metrics.degraded(redis::degraded);
    }
}
