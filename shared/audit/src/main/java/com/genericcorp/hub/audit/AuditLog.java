package com.genericcorp.hub.audit;

import com.genericcorp.hub.tenancy.Statements;

/** Writes audit records inside the transaction of the change they tell of: both commit, or neither. */
public final class AuditLog {
    private AuditLog() {}

    public static void record(Statements transaction, AuditRecord record) {
        transaction.update(
                """
                insert into public.audit_log (id, tenant_role, tenant_id, at, actor, action, target, request_id)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                record.id().uuid(),
                record.tenant().role(),
                record.tenant().uuid(),
                record.at(),
                record.actor(),
                record.action(),
                record.target(),
                record.requestId());
    }
}
