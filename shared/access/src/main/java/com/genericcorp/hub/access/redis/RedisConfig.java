package com.genericcorp.hub.access.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Redis is, and how long it may take. */
@ConfigMapping(prefix = "hub.redis")
public interface RedisConfig {

    /** {@code HUB_REDIS_URL}: {@code redis://host:port}, or {@code rediss://} with TLS. */
    String url();

    /**
     * {@code HUB_REDIS_BUDGET}: how long a request waits for Redis on an open connection, before it goes on without. An
     * instance's first answer may take a second whatever this says.
     */
    @WithDefault("100MS")
    Duration budget();
}
