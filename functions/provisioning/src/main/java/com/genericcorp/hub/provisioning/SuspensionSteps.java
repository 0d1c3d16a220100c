package com.genericcorp.hub.provisioning;

import jakarta.inject.Singleton;
import java.sql.Connection;

/** Suspending and resuming: the tenant's status is set by then, and what is cached about it must say the same. */
@Singleton
final class SuspensionSteps implements Steps {
    private final TenantCaches caches;

    SuspensionSteps(TenantCaches caches) {
        this.caches = caches;
    }

    @Override
    public void run(String step, Connection connection, Lease lease) {
        switch (step) {
            case "clear_caches" -> caches.forget(connection, lease.tenant());
            default -> throw Steps.unknown(step);
        }
    }
}
