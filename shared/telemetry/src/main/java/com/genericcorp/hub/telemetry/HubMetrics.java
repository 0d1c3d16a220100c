package com.genericcorp.hub.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** Every metric that functions record, under the names that dashboards and alerts use. Times are in seconds. */
@Singleton
public final class HubMetrics {
    /** Fixed and few: each bucket is a time series for each combination of labels. */
    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2000, 5000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    public HubMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * {@code hub_http_request_seconds}: how long a request took.
     *
     * @param route the path with its parameters as names, so that its values stay few
     */
    public void request(String route, int status, Duration duration) {
        Timer.builder("hub.http.request")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(duration);
    }

    /** {@code hub_api_requests_total}: requests with a tenant's credentials. */
    public void apiRequest(String tenant, int status) {
        registry.counter("hub.api.requests", "tenant", tenant, "status_class", status / 100 + "xx")
                .increment();
    }

    /** {@code hub_tenant_provisioning_duration_seconds}: from the request to the active tenant. */
    public void provisioned(Duration duration) {
        Timer.builder("hub.tenant.provisioning.duration")
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                // Two machines' clocks: the end may seem to come before the beginning.
                .record(duration.isNegative() ? Duration.ZERO : duration);
    }

    /** {@code hub_tenant_provisioning_failures_total}: operations given up and rolled back. */
    public void provisioningFailed() {
        registry.counter("hub.tenant.provisioning.failures").increment();
    }
}
