package com.genericcorp.hub.api.fleet;

import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The fleet as the API shows it.
 *
 * @param currentVersion what the last migration was to bring every tenant's schema to
 * @param tenants how many there are
 * @param behind how many of them have an older schema; those being provisioned have none yet and are not behind
 * @param failed those of them that the last migration could not bring there
 */
@RegisterForReflection
public record FleetState(int currentVersion, int tenants, int behind, List<Failure> failed) {
    public FleetState {
        failed = List.copyOf(failed);
    }

    /**
     * One tenant left behind.
     *
     * @param version the version that it stayed at
     * @param error PostgreSQL's message, without values
     */
    @RegisterForReflection
    public record Failure(TenantId tenantId, int version, String error) {}
}
