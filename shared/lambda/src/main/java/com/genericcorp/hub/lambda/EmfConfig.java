package com.genericcorp.hub.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How metrics appear in CloudWatch. */
@ConfigMapping(prefix = "hub.metrics")
public interface EmfConfig {

    /** {@code HUB_METRICS_NAMESPACE}: the namespace of the metrics, so that installations can share an account. */
    @WithDefault("hub")
    String namespace();
}
