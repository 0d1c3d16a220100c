package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.api.http.Patch;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The body of {@code PATCH /admin/v1/tenants/{id}}.
 *
 * @param limits what the tenant may do beside its plan; removed, each is the plan's again
 */
@RegisterForReflection
record TenantPatch(
        Patch<@NotBlank @Size(max = 200) String> name, Patch<@NotNull String> plan, Patch<@Valid Limits> limits) {

    /** Each limit is the tenant's own, or by null the plan's. */
    @RegisterForReflection
    record Limits(
            Patch<@Min(1) Integer> requestsPerHour,
            Patch<@Min(1) Integer> ingestPerSecond,
            Patch<@Min(1) Integer> ingestBurst) {
        /** No limit is the tenant's own. */
        static final Limits REMOVED = new Limits(new Patch.Remove<>(), new Patch.Remove<>(), new Patch.Remove<>());

        static final Limits KEPT = new Limits(new Patch.Keep<>(), new Patch.Keep<>(), new Patch.Keep<>());
    }

    Limits eachLimit() {
        return switch (limits) {
            case Patch.Keep<Limits> _ -> Limits.KEPT;
            case Patch.Remove<Limits> _ -> Limits.REMOVED;
            case Patch.Set<Limits> set -> set.value();
        };
    }
}
