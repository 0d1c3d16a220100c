package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What the instances remember of a tenant: what it is and may do, also beside each of its connections. */
@Singleton
final class TenantCaches {
    private final AccessCache cache;

    TenantCaches(AccessCache cache) {
        this.cache = cache;
    }

    /**
     * Makes them ask PostgreSQL again, once {@code change} is committed.
     *
     * @param endedKeys the hashes of keys that the change ended
     */
    void forget(Change change, TenantId tenant, List<byte[]> endedKeys) {
        List<Id> connections = change.statements()
                .list(
                        row -> new Id(IdKind.CONNECTION, row.getObject("connection_id", UUID.class)),
                        "select connection_id from public.connection_routes where tenant_id = ?",
                        tenant.uuid());
        change.afterCommit(() -> cache.forgetAll(tenant, endedKeys, connections));
    }
}
