package com.genericcorp.hub.api.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.genericcorp.hub.ids.Id;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection as the API shows it; the secret once, at creation or rotation, where the hub made it. */
@RegisterForReflection
record Connection(
        Id id,
        String provider,
        String name,
        String status,
        URI ingestUrl,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String webhookSecret) {
    Connection withWebhookSecret(@Nullable String secret) {
        return new Connection(id, provider, name, status, ingestUrl, createdAt, secret);
    }

    @Override
    public String toString() {
        return "Connection[" + id + "]";
    }
}
