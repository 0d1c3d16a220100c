package com.genericcorp.hub.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/connections}. */
@RegisterForReflection
record NewConnection(
        @NotNull String provider,
        @NotBlank @Size(max = 200) String name,
        @Nullable String webhookSecret,
        @Nullable ObjectNode credentials,
        @Nullable ObjectNode config) {
    @Override
    public String toString() {
        return "NewConnection[" + provider + ", " + name + "]";
    }
}
