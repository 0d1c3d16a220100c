package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.provisioning.export.TenantExport;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A tenant's end. Its keys are revoked by then; the first step also bars its role from its schema, so that what some
 * instance still has cached opens nothing, and what is exported next is all that there will ever be.
 */
@Singleton
final class OffboardingSteps implements Steps {
    private final TenantCaches caches;
    private final LastUsage usage;
    private final TenantExport export;
    private final TenantSchema schema;
    private final SystemAudit audit;

    OffboardingSteps(
            TenantCaches caches, LastUsage usage, TenantExport export, TenantSchema schema, SystemAudit audit) {
        this.caches = caches;
        this.usage = usage;
        this.export = export;
        this.schema = schema;
        this.audit = audit;
    }

    @Override
    public void run(String step, Connection connection, Lease lease) throws SQLException {
        switch (step) {
            case "clear_caches" -> {
                schema.bar(connection, lease.tenant());
                caches.forget(connection, lease.tenant());
            }
            case "record_usage" -> usage.record(connection, lease.tenant());
            case "export" -> export(connection, lease);
            case "drop_schema_and_role" -> schema.drop(connection, lease.tenant());
            case "delete_records" -> deleteRecords(connection, lease);
            default -> throw Steps.unknown(step);
        }
    }

    private void export(Connection connection, Lease lease) throws SQLException {
        String place = export.write(connection, lease.tenant(), lease.operation());
        Statements.on(connection)
                .update(
                        "update public.operations set export = ? where id = ?",
                        place,
                        lease.operation().uuid());
    }

    private void deleteRecords(Connection connection, Lease lease) {
        usage.flush(connection, lease.tenant());
        caches.purge(connection, lease.tenant());
        TenantRecords.delete(connection, lease.tenant());
        audit.record(connection, lease, "tenant.offboarded");
    }
}
