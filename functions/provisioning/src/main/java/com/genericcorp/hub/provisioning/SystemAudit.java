package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.audit.AuditLog;
import com.genericcorp.hub.audit.AuditRecord;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;

/** Audit records of what no caller does, under the request that once asked for it. */
@Singleton
final class SystemAudit {
    private final Ids ids;
    private final Clock clock;

    SystemAudit(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Records {@code action} on the lease's tenant within the transaction that does it. */
    void record(Connection connection, Lease lease, String action) {
        Instant now = clock.instant();
        AuditLog.record(
                Statements.on(connection),
                new AuditRecord(
                        ids.nextAt(IdKind.AUDIT_RECORD, now),
                        lease.tenant(),
                        now,
                        "system:provisioning",
                        action,
                        lease.tenant().toString(),
                        lease.requestId()));
    }
}
