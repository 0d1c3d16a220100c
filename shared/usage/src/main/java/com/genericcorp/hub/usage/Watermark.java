package com.genericcorp.hub.usage;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
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
     * Moves it to {@code tx}. Windows are complete up to a minute ago, a minute before the last flush of Redis, or the
     * oldest event that a running transaction keeps from being counted, whichever is earliest.
     *
     * @param last whether all that can be counted is
     */
    static Counted advance(Statements statements, TenantId tenant, String tx, boolean last, long rows, Instant now) {
        return statements
                .find(
                        row -> new Counted(
                                rows, !last, row.getBoolean("recount"), row.getBoolean("reconcile")),
                        """
                update public.usage_watermarks w set
                  counted_to = given.tx, rolled_up_at = given.now, weight = greatest(given.rows, w.weight / 2),
                  complete_to = case when not given.last then w.complete_to else greatest(w.complete_to, least(
                    given.now - interval '1 minute',
                    coalesce((select f.flushed_at from public.usage_flushes f where f.tenant_id = w.tenant_id),
                      to_timestamp(0)) - interval '1 minute',
                    (select min(e.received_at) from {t}.events e where e.tx >= given.tx))) end
                from (values (?::text::xid8, ?::boolean, ?::bigint, ?::timestamptz)) as given (tx, last, rows, now)
                where w.tenant_id = ?
                returning exists (select from public.usage_recounts r where r.tenant_id = w.tenant_id) as recount,
                  w.reconciled_to < date_trunc('day', w.complete_to, 'UTC') as reconcile
                """,
                tx,
                last,
                rows,
                now,
                tenant.uuid())
                .orElseThrow();
    }
}
