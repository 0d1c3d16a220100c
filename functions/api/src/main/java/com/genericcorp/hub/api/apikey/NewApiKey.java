package com.genericcorp.hub.api.apikey;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body that asks for an API key. */
@RegisterForReflection
record NewApiKey(
        @NotBlank @Size(max = 200) String name,
        @NotEmpty @Size(max = 16) List<@NotNull String> scopes,
        @Nullable Instant expiresAt) {
    NewApiKey {
        // As PostgreSQL keeps it, which would round.
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    }
}
