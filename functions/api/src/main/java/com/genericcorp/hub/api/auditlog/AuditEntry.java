package com.genericcorp.hub.api.auditlog;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** An audit record as the API shows it. */
@RegisterForReflection
record AuditEntry(Id id, Instant at, String actor, String action, String target, String requestId, TenantId tenantId) {
    static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                new Id(IdKind.AUDIT_RECORD, row.getObject("id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getString("request_id"),
                new TenantId(row.getObject("tenant_id", UUID.class)));
    }
}
