package com.genericcorp.hub.api.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** How the hub is reached from outside. */
@ConfigMapping(prefix = "hub")
public interface HttpConfig {

    /** {@code HUB_PUBLIC_URL}: what ingest URLs start with; by default the address and port that the server is bound to. */
    Optional<String> publicUrl();

    /** {@code HUB_BASE_DOMAIN}: hosts directly below it name a tenant; absent: no host does. */
    Optional<String> baseDomain();

    /**
     * {@code HUB_EDGE_SECRET}: what the edge sends as {@code X-Hub-Edge} to prove itself; only then is its
     * {@code X-Hub-Host} believed.
     */
    Optional<String> edgeSecret();

    /**
     * {@code HUB_CORS_ORIGINS}: the origins whose pages may read answers, exactly as browsers send them; absent: none.
     */
    Optional<Set<String>> corsOrigins();

    /** {@code HUB_ACCESS_LOG}: whether every answered request gets a line of the log's category {@code hub.access}. */
    @WithDefault("true")
    boolean accessLog();
}
