package com.genericcorp.hub.api.apikey;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a key's new secret.
 *
 * @param graceSeconds how long the old secret works on; without it, it ends at once
 */
@RegisterForReflection
record Rotation(@Nullable @Min(0) @Max(604_800) Integer graceSeconds) {
    /** When the old secret ends; empty: at once. */
    Optional<Instant> oldUntil(Instant now) {
        return Optional.ofNullable(graceSeconds)
                .filter(seconds -> seconds > 0)
                .map(seconds -> now.plus(Duration.ofSeconds(seconds)));
    }
}
