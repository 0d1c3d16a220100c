package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts of the hub would have written. */
final class Rows {
    private static final TestServers SERVERS = TestServers.shared();

    private Rows() {}

    static TestTenant tenant(int requestsPerHour) {
        TestTenant tenant = TestTenants.create(SERVERS);
        limit(tenant.id(), requestsPerHour);
        return tenant;
    }

    static void limit(TenantId tenant, int requestsPerHour) {
        change("update public.tenants set requests_per_hour = ? where id = ?", requestsPerHour, tenant.uuid());
    }

    static void status(TenantId tenant, String status) {
        change("update public.tenants set status = ? where id = ?", status, tenant.uuid());
    }

    static void revoke(ApiKey key) {
        change("update public.api_keys set revoked_at = now() where hash = ?", (Object) key.hash());
    }

    static void expire(ApiKey key) {
        change(
                "update public.api_keys set expires_at = ? where hash = ?",
                Instant.now().minusSeconds(1),
                key.hash());
    }

    /** The requests that PostgreSQL counted. */
    static long counted(TenantId tenant) {
        return SERVERS.ownerDatabase()
                .transaction(owner -> Statements.on(owner).find(row -> row.getLong("counted"), """
                                select coalesce(sum(quantity), 0) as counted from public.usage_minutes
                                where tenant_id = ? and meter = 'api_requests'
                                """, tenant.uuid()))
                .orElseThrow();
    }

    /** The causes for which requests of the tenant may be missing, each minute once. */
    static List<String> gaps(TenantId tenant) {
        return SERVERS.ownerDatabase()
                .transaction(owner -> Statements.on(owner)
                        .list(
                                row -> row.getString("cause"),
                                "select cause from public.usage_gaps where tenant_id = ?",
                                tenant.uuid()));
    }

    private static void change(@CompileTimeConstant String sql, @Nullable Object... arguments) {
        SERVERS.ownerDatabase().transaction(owner -> Statements.on(owner).update(sql, arguments));
    }
}
