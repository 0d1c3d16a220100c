package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.api.provider.Provider;
import com.genericcorp.hub.ids.TenantId;
import java.util.List;

/** Whose a connection's webhooks are, and how to verify them. Holds secrets, so it shows none. */
record Route(
        TenantId tenant,
        String tenantSlug,
        String tenantStatus,
        Provider provider,
        boolean enabled,
        List<byte[]> secrets) {
    Route {
        secrets = List.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "Route[" + tenant + ", " + provider.name() + "]";
    }
}
