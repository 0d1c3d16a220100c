package com.genericcorp.hub.usage;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.time.Instant;

/** How far a tenant's usage is counted. Whoever has locked it is the only one who changes the tenant's usage. */
final class Watermark {
    private Watermark() {}

    /** Waits for whoever has it; made at the first time. */
    static void lock(Statements statements, TenantId tenant) {
        if (!locked(statements, tenant)) {
            statements.update("""
                    insert into public.usage_watermarks
                      (tenant_id, tenant_role, counted_to, complete_to, reconciled_to, rolled_up_at)
                    values (?, '{t}', '0', to_timestamp(0), to_timestamp(0), to_timestamp(0))
                    on conflict (tenant_id) do nothing
                    """, tenant.uuid());
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
    static void advance(Statements statements, TenantId tenant, String tx, boolean last, long rows, Instant now) {
        statements.update(
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
                """,
                tx,
                last,
                rows,
                now,
                tenant.uuid());
    }
}
