package com.genericcorp.hub.api.usage;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** The body of {@code POST /admin/v1/usage/recount}: {@code from} inclusive, {@code to} exclusive, both full hours. */
@RegisterForReflection
record NewRecount(
        @NotNull String tenantId,
        @NotNull Instant from,
        @NotNull Instant to) {}
