package com.genericcorp.hub.metering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much metering does at once. */
@ConfigMapping(prefix = "hub.metering")
public interface MeteringConfig {

    /**
     * {@code HUB_METERING_PARALLEL}: how many tenants are counted side by side; never more than
     * {@code HUB_DATABASE_POOL_SIZE}.
     */
    @WithDefault("4")
    int parallel();

    /** {@code HUB_METERING_ROWS}: after how many events of a tenant a transaction ends and another one goes on. */
    @WithDefault("500000")
    int rows();
}
