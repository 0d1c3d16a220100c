package com.genericcorp.hub.api.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation as the API shows it. */
@RegisterForReflection
public record Operation(
        Id id,
        String kind,
        String status,
        TenantId tenantId,
        List<Step> steps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Result result) {
    public Operation {
        steps = List.copyOf(steps);
    }

    /** One step; its status is {@code pending}, {@code running}, {@code succeeded} or {@code failed}. */
    @RegisterForReflection
    public record Step(
            String name,
            String status,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /**
     * What the operation brought forth.
     *
     * @param apiKey provisioning's first key, for the operator who asked and for ten minutes
     * @param export where off-boarding put the tenant's data, as a URI
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(@Nullable String apiKey, @Nullable String export) {
        @Override
        public String toString() {
            return "Result[apiKey=…, export=" + export + "]";
        }
    }
}
