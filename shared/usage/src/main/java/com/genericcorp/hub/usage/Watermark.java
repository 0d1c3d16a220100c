package com.genericcorp.hub.usage;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.usage.RollUp.Bound;
import com.genericcorp.hub.usage.RollUp.Counted;
import java.time.Instant;

/** How far a tenant's usage is counted. Whoever has locked it is the only one who changes the tenant's usage. */
public final class Watermark {
    private Watermark() {}

    /** Waits for whoever has it, until the transaction ends; made at the first time. */
    public static void lock(Statements statements, TenantId tenant, Instant now) {
        if (!locked(statements, tenant)) {
            statements.update("""
                    insert into public.usage_watermarks
                      (tenant_id, tenant_role, counted_to, complete_to, reconciled_to, rolled_up_at)
                    values (?, '{t}', '0', to_timestamp(0), date_trunc('day', ?::timestamptz, 'UTC'), to_timestamp(0))
                    on conflict (tenant_id) do nothing
                    """, tenant.uuid(), now);
            locked(statements, tenant);
        }
    }

    private static boolean locked(Statements statements, TenantId tenant) {
        return statements
                .find(
                        row -> true,
                        "select tenant_id from public.usage_watermarks where tenant_id = ? for update",
                        tenant.uuid())
                .isPresent();
    }

    /**
     * Moves it to {@code bound}. Windows are complete up to a minute ago, a minute before the last flush of Redis, or the
     * oldest event that a running transaction keeps from being counted, whichever is earliest.
     */
    static Counted advance(Statements statements, TenantId tenant, Bound bound, long rows, Instant now) {
        return statements
                .find(
                        row -> new Counted(rows, !bound.last(), row.getBoolean("recount"), row.getBoolean("reconcile")),
                        """
                        update public.usage_watermarks w set
                          counted_to = given.tx, rolled_up_at = given.now, weight = greatest(given.rows, w.weight / 2),
                          complete_to = case when given.last then greatest(w.complete_to, least(
                            given.now - interval '1 minute',
                            given.flushed_at - interval '1 minute',
                            -- "offset" keeps PostgreSQL from looking for the minimum through all older events
                            (select min(late.received_at) from (
                              select e.received_at from {t}.events e
                              where e.tx >= given.tx and e.tx < '18446744073709551615' offset 0) as late)))
                            else w.complete_to end
                        from (values (?::text::xid8, ?::boolean, ?::timestamptz, ?::bigint, ?::timestamptz))
                          as given (tx, last, flushed_at, rows, now)
                        where w.tenant_id = ?
                        returning exists (select from public.usage_recounts r where r.tenant_id = w.tenant_id) as recount,
                          w.reconciled_to < date_trunc('day', w.complete_to, 'UTC') as reconcile
                        """,
                        bound.tx(),
                        bound.last(),
                        bound.flushedAt(),
                        rows,
                        now,
                        tenant.uuid())
                .orElseThrow();
    }
}
