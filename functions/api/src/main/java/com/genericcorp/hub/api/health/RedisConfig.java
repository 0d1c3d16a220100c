package com.genericcorp.hub.api.health;

import io.smallrye.config.ConfigMapping;

/** Where Redis is. */
@ConfigMapping(prefix = "hub.redis")
interface RedisConfig {

    /** {@code HUB_REDIS_URL}: {@code redis://host:port}, or {@code rediss://} with TLS. */
    String url();
}
