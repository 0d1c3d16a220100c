package com.genericcorp.hub.api.metrics;

import com.genericcorp.hub.access.redis.RedisCalls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** {@code hub_degraded}: 1 while this instance goes on without Redis. */
@Singleton
public class Degraded implements MeterBinder {
    private final RedisCalls redis;

    Degraded(RedisCalls redis) {
        this.redis = redis;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hub.degraded", redis, calls -> calls.degraded() ? 1 : 0)
                .description("1 while Redis is away and the instance goes on without it")
                .strongReference(true)
                .register(registry);
    }
}
