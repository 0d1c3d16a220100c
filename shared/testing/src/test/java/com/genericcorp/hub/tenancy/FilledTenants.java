package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import java.time.Instant;
import java.util.UUID;

/** Tenants with a row in every table there is; {@link TenantIsolationIT} fails when a new table has none. */
final class FilledTenants {
    private FilledTenants() {}

    static TenantId create(TestServers servers) {
        TenantId tenant = TestTenants.create(servers).id();
        fill(servers, tenant);
        return tenant;
    }

    private static void fill(TestServers servers, TenantId tenant) {
        UUID operation = UUID.randomUUID();
        UUID connection = UUID.randomUUID();
        Instant now = Instant.now();
        byte[] bytes = {1, 2, 3};
        servers.ownerDatabase().transaction(owner -> {
            Statements statements = Statements.on(owner, tenant);
            statements.update("""
                    insert into public.operations (id, tenant_role, tenant_id, kind, status, requested_by, request_id,
                      lease_until, hinted_at, created_at)
                    values (?, ?, ?, 'provision', 'pending', 'operator:test', 'req', ?, ?, ?)
                    """, operation, tenant.role(), tenant.uuid(), now, now, now);
            statements.update("""
                    insert into public.operation_steps (operation_id, position, tenant_role, name)
                    values (?, 0, ?, 'reserve_slug')
                    """, operation, tenant.role());
            statements.update("""
                    insert into public.idempotency_keys (tenant_role, name, id, body_hash, claimed_until, expires_at)
                    values (?, ?, ?, ?, ?, ?)
                    """, tenant.role(), bytes, operation, bytes, now, now);
            statements.update("""
                    insert into public.connection_routes
                      (connection_id, tenant_role, tenant_id, provider, status, webhook_secrets)
                    values (?, ?, ?, 'github', 'enabled', array[?]::bytea[])
                    """, connection, tenant.role(), tenant.uuid(), bytes);
            statements.update("""
                    insert into public.audit_log
                      (id, tenant_role, tenant_id, at, actor, action, target, request_id)
                    values (?, ?, ?, ?, 'key:test', 'connection.created', 'con_test', 'req')
                    """, UUID.randomUUID(), tenant.role(), tenant.uuid(), now);
            statements.update("""
                    insert into public.usage_minutes (tenant_role, tenant_id, meter, minute, epoch, quantity)
                    values (?, ?, 'api_requests', ?, 'epoch', 1)
                    """, tenant.role(), tenant.uuid(), now);
            usage(statements, tenant, now);
            statements.update("""
                    insert into public.feedback (id, tenant_role, tenant_id, actor, rating, text, created_at)
                    values (?, ?, ?, 'key:test', 5, 'Well done.', ?)
                    """, UUID.randomUUID(), tenant.role(), tenant.uuid(), now);
            statements.update("""
                    insert into {t}.connections (id, provider, name, status, created_at)
                    values (?, 'github', 'test', 'enabled', ?)
                    """, connection, now);
            return statements.update("""
                    insert into {t}.events (id, connection_id, provider, provider_event, provider_delivery_id, type,
                      time, received_at, data)
                    values (?, ?, 'github', 'push', 'delivery', 'code.push', ?, ?, ?)
                    """, UUID.randomUUID(), connection, now, now, bytes);
        });
    }

    private static void usage(Statements statements, TenantId tenant, Instant now) {
        statements.update("""
                insert into public.usage_windows (tenant_role, tenant_id, width, window_start, meter, quantity)
                values (?, ?, 'hour', ?, 'api_requests', 1)
                """, tenant.role(), tenant.uuid(), now);
        statements.update("""
                insert into public.usage_watermarks
                  (tenant_role, tenant_id, counted_to, complete_to, reconciled_to, rolled_up_at)
                values (?, ?, '1', ?, ?, ?)
                """, tenant.role(), tenant.uuid(), now, now, now);
        statements.update("""
                insert into public.usage_gaps (tenant_role, tenant_id, meter, gap_from, gap_to, cause, found_at)
                values (?, ?, 'api_requests', ?, ?, 'redis_lost_counts', ?)
                """, tenant.role(), tenant.uuid(), now, now, now);
        statements.update("""
                insert into public.usage_recounts (tenant_role, tenant_id, recount_from, recount_to, requested_at)
                values (?, ?, ?, ?, ?)
                """, tenant.role(), tenant.uuid(), now, now.plusSeconds(3600), now);
        statements.update("""
                insert into public.usage_differences
                  (tenant_role, tenant_id, window_start, meter, quantity, row_count, found_at)
                values (?, ?, ?, 'api_requests', 1, 2, ?)
                """, tenant.role(), tenant.uuid(), now, now);
        statements.update("""
                insert into public.usage_flushes (tenant_role, tenant_id, epoch, last_minute, last_quantity, flushed_at)
                values (?, ?, 'epoch', ?, 1, ?)
                """, tenant.role(), tenant.uuid(), now, now);
    }
}
