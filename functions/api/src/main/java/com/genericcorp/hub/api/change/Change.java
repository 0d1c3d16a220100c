package com.genericcorp.hub.api.change;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.audit.AuditLog;
import com.genericcorp.hub.audit.AuditRecord;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change while it is being made: its transaction, its moment, and what the audit log shall say of it. */
public final class Change {
    private final Asked asked;
    private final Statements statements;
    private final Instant now;
    private final Ids ids;
    private final Hints hints;

    Change(Asked asked, Statements statements, Instant now, Ids ids, Hints hints) {
        this.asked = asked;
        this.statements = statements;
        this.now = now;
        this.ids = ids;
        this.hints = hints;
    }

    /** The open transaction, inside the caller's role. */
    public Statements statements() {
        return statements;
    }

    /** When the change is made, to the microsecond, as PostgreSQL keeps it. */
    public Instant now() {
        return now;
    }

    public Caller caller() {
        return asked.caller();
    }

    public String requestId() {
        return asked.request().text();
    }

    /**
     * Writes the audit record, which is committed with the change or not at all.
     *
     * @param action a noun and a past participle, {@code connection.created}
     * @param target the id of what is changed
     */
    public void audit(TenantId tenant, String action, Object target) {
        record(tenant, action, target);
    }

    /** The same of a change to what all tenants have in common. */
    public void audit(String action, Object target) {
        record(null, action, target);
    }

    private void record(@Nullable TenantId tenant, String action, Object target) {
        AuditLog.record(
                statements,
                new AuditRecord(
                        ids.nextAt(IdKind.AUDIT_RECORD, now),
                        tenant,
                        now,
                        asked.caller().actor(),
                        action,
                        target.toString(),
                        asked.request().text()));
    }

    /**
     * Follows {@code hint} once the change is committed. It may get lost in a crash; and where a lost connection leaves
     * open whether the change was made, it is followed all the same: it must do no harm then.
     */
    public void afterCommit(Runnable hint) {
        hints.add(hint);
    }
}
