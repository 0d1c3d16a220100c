package com.genericcorp.hub.api.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/events} without its data.
 *
 * @param url a link of the web, as an event from a provider has one
 * @param time when it happened; the time of receipt where it is not said
 * @param data whether there is any; its bytes were cut out before
 */
@RegisterForReflection
record NewEvent(
        @NotNull
        @Size(max = 100)
        @Pattern(
                regexp = "[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*",
                message = "must be lower-case words with dots between them, such as order.paid")
        String type,

        @Size(max = 2048) @Nullable String subject,

        @Size(max = 2048)
        @Pattern(
                regexp = "https?://[^\\s\\p{Cntrl}]+",
                flags = Pattern.Flag.CASE_INSENSITIVE,
                message = "must be a link, http or https")
        @Nullable
        String url,

        @Nullable Instant time,
        @NotNull Boolean data) {}
