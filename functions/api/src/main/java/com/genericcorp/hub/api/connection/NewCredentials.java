package com.genericcorp.hub.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/connections/{id}/rotate-credentials}.
 *
 * @param webhookSecret the new webhook secret; the hub makes one where none is given
 * @param credentials what replaces the credentials at once
 * @param graceSeconds how long the webhook secrets before still verify: 0 to a week, a day where it is not said
 */
@RegisterForReflection
record NewCredentials(
        @Nullable String webhookSecret,
        @Nullable ObjectNode credentials,
        @Min(0) @Max(604_800) @Nullable Integer graceSeconds) {
    private static final int A_DAY = 86_400;

    /** The webhook secret is rotated unless the body is about the credentials alone. */
    boolean rotateWebhookSecret() {
        return webhookSecret != null || graceSeconds != null || credentials == null;
    }

    Duration grace() {
        return Duration.ofSeconds(graceSeconds == null ? A_DAY : graceSeconds);
    }

    @Override
    public String toString() {
        return "NewCredentials[graceSeconds=" + graceSeconds + "]";
    }
}
