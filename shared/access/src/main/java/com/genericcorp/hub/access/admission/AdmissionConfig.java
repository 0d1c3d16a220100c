package com.genericcorp.hub.access.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an instance may give out by itself while Redis is away. */
@ConfigMapping(prefix = "hub.degraded")
public interface AdmissionConfig {

    /** {@code HUB_DEGRADED_SHARE}: the part of a tenant's hourly limit, above 0 and at most 1. */
    @WithDefault("0.25")
    double share();
}
