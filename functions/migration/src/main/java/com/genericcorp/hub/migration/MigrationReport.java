package com.genericcorp.hub.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a migration did.
 *
 * @param controlPlaneMigrations how many scripts the control plane ran
 * @param currentVersion the version that every tenant's schema shall have
 * @param migrated how many tenants this run brought there
 * @param failed those that could not be, each with the version it stayed at
 */
@RegisterForReflection
public record MigrationReport(
        @JsonProperty("control_plane_migrations") int controlPlaneMigrations,
        @JsonProperty("current_version") int currentVersion,
        @JsonProperty("migrated") int migrated,
        @JsonProperty("failed") List<Failure> failed) {
    public MigrationReport {
        failed = List.copyOf(failed);
    }

    /** One tenant left behind. Nothing of the failed batch remains: it was one transaction. */
    @RegisterForReflection
    public record Failure(
            @JsonProperty("tenant_id") TenantId tenant,
            @JsonProperty("version") int version,
            @JsonProperty("error") String error) {}
}
