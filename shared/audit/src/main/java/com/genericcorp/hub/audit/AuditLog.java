package com.genericcorp.hub.audit;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;

/** Writes audit records inside the transaction of the change they tell of: both commit, or neither. */
public final class AuditLog {
    private AuditLog() {}

    public static void record(Statements transaction, AuditRecord record) {
        TenantId tenant = record.tenant();
        transaction.update(
                """
                insert into public.audit_log (id, tenant_role, tenant_id, at, actor, action, target, request_id)
                values (?, coalesce(?::name, current_user), ?, ?, ?, ?, ?, ?)
                """,
                record.id().uuid(),
                tenant == null ? null : tenant.role(),
                tenant == null ? null : tenant.uuid(),
                record.at(),
                record.actor(),
                record.action(),
                record.target(),
                record.requestId());
    }
}
