package com.genericcorp.hub.load;

import java.util.List;

/**
 * A tenant of the run.
 *
 * @param marker its slug, which is also in each of its events: where it shows up, the tenant's data shows up
 * @param id {@code ten_…}
 * @param key an API key with every scope
 */
record Tenant(String marker, String id, String key, List<Hook> hooks, TenantLedger ledger) {
    Tenant {
        hooks = List.copyOf(hooks);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Tenant[" + marker + ", " + id + "]";
    }
}
