package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.usage.Width;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Asks roll-ups to count hours again from their rows. */
@Singleton
final class Recounts {
    private static final Duration LONGEST = Duration.ofDays(31);

    private final QueueSender sender;

    Recounts(QueueSender sender) {
        this.sender = sender;
    }

    /**
     * Widens what is already to be counted again for the tenant, so that asking twice is asking once.
     *
     * @throws Refusal naming the field that is wrong: the tenant, or hours that cannot be counted again
     */
    Recount ask(Change change, NewRecount wanted) {
        TenantId tenant = TenantId.parse(wanted.tenantId())
                .orElseThrow(() -> Refusal.invalid("/tenant_id", "Not the id of a tenant."));
        requireHours(wanted, change.now());
        Instant oldest = oldest(change.statements(), tenant, change.now());
        if (wanted.from().isBefore(oldest)) {
            throw Refusal.invalid("/from", "What was counted before " + oldest + " may be gone.");
        }
        Recount recount = insert(change, tenant, wanted);
        if (Duration.between(recount.from(), recount.to()).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/to", "More than 31 days with what is to be counted again already; ask later.");
        }
        change.audit(tenant, "usage.recount_requested", tenant);
        change.afterCommit(() -> sender.send(Queue.METERING, List.of(tenant)));
        return recount;
    }

    private static void requireHours(NewRecount wanted, Instant now) {
        if (!wanted.from().equals(Width.HOUR.start(wanted.from()))) {
            throw Refusal.invalid("/from", "Must be a full hour.");
        }
        if (!wanted.to().equals(Width.HOUR.start(wanted.to()))) {
            throw Refusal.invalid("/to", "Must be a full hour.");
        }
        if (!wanted.from().isBefore(wanted.to()) || wanted.to().isAfter(Width.HOUR.end(now))) {
            throw Refusal.invalid("/to", "Must be after from, and no later than the running hour ends.");
        }
        if (Duration.between(wanted.from(), wanted.to()).compareTo(LONGEST) > 0) {
            throw Refusal.invalid("/to", "At most 31 days at once.");
        }
    }

    /** From when on rows are there for sure. */
    private static Instant oldest(Statements statements, TenantId tenant, Instant now) {
        return statements
                .find(row -> row.getObject("oldest", OffsetDateTime.class).toInstant(), """
                        select greatest(
                          date_trunc('day', ?::timestamptz - make_interval(days => p.retention_days), 'UTC'),
                          coalesce(m.purged_to, to_timestamp(0))) as oldest
                        from public.tenants t
                        join public.plans p on p.name = t.plan
                        left join public.usage_watermarks m on m.tenant_id = t.id
                        where t.id = ? and t.status in ('active', 'suspended')
                        """, now, tenant.uuid())
                .orElseThrow(() -> Refusal.invalid("/tenant_id", "No such tenant."));
    }

    private static Recount insert(Change change, TenantId tenant, NewRecount wanted) {
        Statements statements = change.statements();
        statements.update("""
                insert into public.usage_recounts as r (tenant_id, tenant_role, recount_from, recount_to, requested_at)
                values (?, ?, ?, ?, ?)
                on conflict (tenant_id) do update set
                  recount_from = least(r.recount_from, excluded.recount_from),
                  recount_to = greatest(r.recount_to, excluded.recount_to),
                  requested_at = excluded.requested_at
                where excluded.recount_from < r.recount_from or excluded.recount_to > r.recount_to
                """, tenant.uuid(), tenant.role(), wanted.from(), wanted.to(), change.now());
        return statements
                .find(
                        row -> new Recount(
                                tenant,
                                row.getObject("recount_from", OffsetDateTime.class)
                                        .toInstant(),
                                row.getObject("recount_to", OffsetDateTime.class)
                                        .toInstant(),
                                row.getObject("requested_at", OffsetDateTime.class)
                                        .toInstant()),
                        "select recount_from, recount_to, requested_at from public.usage_recounts where tenant_id = ?",
                        tenant.uuid())
                .orElseThrow();
    }
}
