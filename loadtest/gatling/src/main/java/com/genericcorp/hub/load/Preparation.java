package com.genericcorp.hub.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Makes the tenants of a run as an operator does, and gives each connections and the first events. */
final class Preparation {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** So that no list is empty, and the hub is awake. */
    private static final int FIRST_EVENTS = 20;

    private final HubApi hub;
    private final String run;
    private final Clock clock;

    Preparation(HubApi hub, String run, Clock clock) {
        this.hub = hub;
        this.run = run;
        this.clock = clock;
    }

    /** On the plan whose limits are far above any profile: the hub is measured, not its limits. */
    static String newTenant(String marker) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("slug", marker)
                .put("name", marker)
                .put("plan", "enterprise")
                .put("admin_email", marker + "@example.com")
                .toString();
    }

    List<Tenant> tenants(int count) {
        List<String> markers = IntStream.range(0, count)
                .mapToObj(number -> Traces.marker(run, "t" + number))
                .toList();
        List<String> operations = new ArrayList<>();
        for (String marker : markers) {
            operations.add(hub.asOperator("POST", "/admin/v1/tenants", newTenant(marker))
                    .expect("creating a tenant")
                    .json()
                    .path("id")
                    .asText());
        }
        return IntStream.range(0, count)
                .mapToObj(number -> furnished(await(markers.get(number), operations.get(number))))
                .toList();
    }

    private Tenant await(String marker, String operation) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode seen = hub.asOperator("GET", "/admin/v1/operations/" + operation, null)
                    .expect("looking at an operation")
                    .json();
            if (seen.hasNonNull("result")) {
                return new Tenant(
                        marker,
                        seen.path("tenant_id").asText(),
                        seen.at("/result/api_key").asText(),
                        List.of(),
                        new TenantLedger());
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new LoadException("tenant " + marker + " was not ready within " + PATIENCE.toSeconds() + " s");
    }

    private Tenant furnished(Tenant bare) {
        List<Hook> hooks = Arrays.stream(Sender.values())
                .map(sender -> connect(bare, sender))
                .toList();
        Tenant tenant = new Tenant(bare.marker(), bare.id(), bare.key(), hooks, bare.ledger());
        for (int number = 0; number < FIRST_EVENTS; number++) {
            Hook hook = hooks.get(number % hooks.size());
            hub.deliver(tenant, Webhook.fresh(hook, tenant.marker(), run + "-first-" + number, clock.instant()))
                    .expect("the first webhooks");
            hub.asTenant(tenant, "GET", "/v1/events?include=data&limit=10", null)
                    .expect("the first lists");
        }
        return tenant;
    }

    private Hook connect(Tenant tenant, Sender sender) {
        String wanted = JsonNodeFactory.instance
                .objectNode()
                .put("provider", sender.provider())
                .put("name", tenant.marker())
                .toString();
        JsonNode connection = hub.asTenant(tenant, "POST", "/v1/connections", wanted)
                .expect("connecting a provider")
                .json();
        return new Hook(
                sender,
                connection.path("id").asText(),
                URI.create(connection.path("ingest_url").asText()).getPath(),
                connection.path("webhook_secret").asText());
    }
}
