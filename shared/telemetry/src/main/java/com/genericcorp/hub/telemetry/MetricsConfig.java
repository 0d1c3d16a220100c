package com.genericcorp.hub.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How metrics appear where they are read. */
@ConfigMapping(prefix = "hub.metrics")
public interface MetricsConfig {

    /** {@code HUB_METRICS_NAMESPACE}: on Lambda, the CloudWatch namespace of the metrics, so that installations can share an account. */
    @WithDefault("hub")
    String namespace();
}
