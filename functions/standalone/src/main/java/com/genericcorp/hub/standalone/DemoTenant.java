package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The tenant that a newcomer plays with, provisioned as every tenant is: by an operator over the API. */
final class DemoTenant {
    static final String SLUG = "demo";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final HubClient hub;
    private final StateDirectory state;

    DemoTenant(HubClient hub, StateDirectory state) {
        this.hub = hub;
        this.state = state;
    }

    /** @return a key that works; kept in the state directory, and replaced where it was lost or belongs to other data */
    String ensure() throws IOException {
        Optional<String> kept = StateDirectory.read(state.demoKey());
        if (kept.isPresent() && hub.accepts(kept.get())) {
            return kept.get();
        }
        String key = hub.tenant(SLUG).isPresent() ? anotherKey() : provision().orElseGet(this::anotherKey);
        StateDirectory.writePrivately(state.demoKey(), key);
        return key;
    }

    private Optional<String> provision() {
        return hub.createTenant(SLUG, "Demo", "beta", "demo@example.com")
                .map(operation -> operation.path("id").asText())
                .map(id -> await("operation " + id, () -> finished(id)));
    }

    private Optional<String> finished(String operationId) {
        JsonNode operation = hub.operation(operationId);
        return switch (operation.path("status").asText()) {
            case "succeeded" ->
                Optional.of(operation.path("result").path("api_key").asText());
            case "failed" ->
                throw new StartException("the tenant demo could not be provisioned: "
                        + operation.path("error").asText());
            default -> Optional.empty();
        };
    }

    /** A run that was killed before it kept the first key left a tenant, perhaps one that is still being made. */
    private String anotherKey() {
        String id = await(
                "tenant " + SLUG,
                () -> hub.tenant(SLUG)
                        .filter(tenant -> tenant.path("status").asText().equals("active"))
                        .map(tenant -> tenant.path("id").asText()));
        return hub.issueKey(id, "demo key");
    }

    private static <T> T await(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Optional<T> seen = look.get(); ; seen = look.get()) {
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end) {
                throw new StartException(what + " was not ready within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new StartException("interrupted while waiting for " + what);
            }
        }
    }
}
