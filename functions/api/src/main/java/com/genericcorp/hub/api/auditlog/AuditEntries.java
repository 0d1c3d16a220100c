package com.genericcorp.hub.api.auditlog;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** A tenant's audit log. */
@Singleton
final class AuditEntries {
    /** Row-level security hides the other tenants' records; that the tenant is named too lets an index find its own. */
    static final String PAGE = """
            select id, at, actor, action, target, request_id, tenant_id
            from public.audit_log
            where tenant_id = ? and id < ?
            order by id desc
            limit ?
            """;

    private final TenantDatabase database;

    AuditEntries(TenantDatabase database) {
        this.database = database;
    }

    /** At most {@code limit} entries older than {@code before}, newest first. */
    List<AuditEntry> list(TenantId tenant, UUID before, int limit) {
        return database.as(tenant).list(AuditEntry::read, PAGE, tenant.uuid(), before, limit);
    }
}
