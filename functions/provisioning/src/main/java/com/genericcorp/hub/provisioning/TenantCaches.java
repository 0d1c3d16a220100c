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

/**
 * What Redis holds about one tenant: who its callers are and where its webhooks go. A Redis that is away fails nothing
 * here: PostgreSQL refuses the tenant already, and what is cached ends by itself within a minute, reachable or not.
 */
@Singleton
final class TenantCaches {
    private static final Logger LOG = Logger.getLogger(TenantCaches.class);

    private final AccessCache cache;

    TenantCaches(AccessCache cache) {
        this.cache = cache;
    }

    /** Makes every instance ask PostgreSQL about the tenant, its keys and its connections. */
    void forget(Connection connection, TenantId tenant) {
        warnUnless(cache.forgetAll(tenant, keyHashes(connection, tenant), connections(connection, tenant)), tenant);
    }

    /**
     * Deletes everything about a tenant that ends. For the next few seconds every instance asks PostgreSQL: a request that
     * is under way could still fill in what it has read.
     */
    void purge(Connection connection, TenantId tenant) {
        warnUnless(cache.purge(tenant, keyHashes(connection, tenant), connections(connection, tenant)), tenant);
        forget(connection, tenant);
    }

    private static List<byte[]> keyHashes(Connection connection, TenantId tenant) {
        return Statements.on(connection).list(row -> row.getBytes("hash"), """
                        select hash from public.api_keys where tenant_id = ?
                        union
                        select previous_hash from public.api_keys where tenant_id = ? and previous_hash is not null
                        """, tenant.uuid(), tenant.uuid());
    }

    private static List<Id> connections(Connection connection, TenantId tenant) {
        return Statements.on(connection)
                .list(
                        row -> new Id(IdKind.CONNECTION, row.getObject("connection_id", UUID.class)),
                        "select connection_id from public.connection_routes where tenant_id = ?",
                        tenant.uuid());
    }

    private static void warnUnless(boolean taken, TenantId tenant) {
        if (!taken) {
            LOG.warnf("Redis is away; what it holds about %s ends by itself", tenant);
        }
    }
}
