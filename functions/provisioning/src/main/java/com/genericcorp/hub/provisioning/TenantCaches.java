package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Everything that Redis holds about one tenant: who its callers are and where its webhooks go. */
@Singleton
final class TenantCaches {
    private static final Logger LOG = Logger.getLogger(TenantCaches.class);

    private final AccessCache cache;

    TenantCaches(AccessCache cache) {
        this.cache = cache;
    }

    /**
     * Forgets it. A Redis that is away fails nothing: PostgreSQL already refuses the tenant, and what is cached ends by
     * itself within a minute, reachable or not.
     */
    void clear(Connection connection, TenantId tenant) {
        Statements statements = Statements.on(connection);
        List<byte[]> keys = statements.list(
                row -> row.getBytes("hash"), "select hash from public.api_keys where tenant_id = ?", tenant.uuid());
        List<Id> connections = statements.list(
                row -> new Id(IdKind.CONNECTION, row.getObject("connection_id", UUID.class)),
                "select connection_id from public.connection_routes where tenant_id = ?",
                tenant.uuid());
        if (!cache.purge(tenant, keys, connections)) {
            LOG.warnf("Redis is away; what it holds about %s ends by itself", tenant);
        }
    }
}
