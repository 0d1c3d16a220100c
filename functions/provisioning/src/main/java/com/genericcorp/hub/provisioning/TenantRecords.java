package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.sql.Connection;

/** A tenant's rows in the control plane. */
final class TenantRecords {
    private TenantRecords() {}

    /**
     * Deletes all that only a tenant needs; its slug is free then. What the operators account for or were told stays: the
     * audit log, the operations, the usage and the feedback.
     */
    static void delete(Connection connection, TenantId tenant) {
        Statements statements = Statements.on(connection);
        statements.update("delete from public.connection_routes where tenant_id = ?", tenant.uuid());
        statements.update("delete from public.api_keys where tenant_id = ?", tenant.uuid());
        // An operator's requests count as the operator's own; those about the tenant hold its secrets.
        statements.update(
                "delete from public.idempotency_keys where tenant_role = ? or encrypted_for = ?",
                tenant.role(),
                tenant.uuid());
        statements.update("delete from public.usage_watermarks where tenant_id = ?", tenant.uuid());
        statements.update("delete from public.usage_flushes where tenant_id = ?", tenant.uuid());
        statements.update("delete from public.usage_recounts where tenant_id = ?", tenant.uuid());
        statements.update("delete from public.tenants where id = ?", tenant.uuid());
    }
}
