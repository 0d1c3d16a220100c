package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.api.http.Patch;
import com.genericcorp.hub.api.operation.Operation;
import com.genericcorp.hub.api.operation.Operations;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tenants: operators create and see all of them, each tenant sees itself. */
@Singleton
public final class Tenants {
    private final TenantDatabase database;
    private final QueueSender sender;
    private final Ids ids;
    private final TenantCaches caches;

    Tenants(TenantDatabase database, QueueSender sender, Ids ids, TenantCaches caches) {
        this.database = database;
        this.sender = sender;
        this.ids = ids;
        this.caches = caches;
    }

    /**
     * Reserves the slug and starts the provisioning operation. Tenant, operation and audit record are one transaction;
     * the message to the provisioning function is a hint that follows it.
     *
     * @return the operation, as it starts
     * @throws Refusal when the slug is taken or reserved, or the plan unknown
     */
    Operation create(Change change, NewTenant wanted) {
        if (Slug.isReserved(wanted.slug())) {
            throw Refusal.invalid("/slug", "This name is reserved.");
        }
        TenantId tenant = ids.nextTenant();
        reserve(change.statements(), tenant, wanted, change.now());
        Operation operation = Operations.start(change, OperationKind.PROVISION, tenant, ids);
        change.audit(tenant, "tenant.created", tenant);
        change.afterCommit(() -> sender.send(Queue.PROVISIONING, operation.id()));
        return operation;
    }

    private static void reserve(Statements transaction, TenantId tenant, NewTenant wanted, Instant now) {
        requirePlan(transaction, wanted.plan());
        int reserved = transaction.update(
                """
                insert into public.tenants (id, tenant_role, slug, name, plan, admin_email, status, created_at)
                values (?, ?, ?, ?, ?, ?, 'provisioning', ?)
                on conflict (slug) do nothing
                """,
                tenant.uuid(),
                tenant.role(),
                wanted.slug(),
                wanted.name(),
                wanted.plan(),
                wanted.adminEmail(),
                now);
        if (reserved == 0) {
            throw new Refusal(ErrorType.SLUG_TAKEN, "The slug is taken.");
        }
    }

    /**
     * Changes what {@code patch} names. Limits hold for the next request that an instance has not cached, and for all
     * within a minute.
     *
     * @return the tenant as it is then
     * @throws Refusal 404 when there is no such tenant, 409 while it is made or off-boarded, 400 when the plan is unknown
     */
    Tenant update(Change change, TenantId tenant, TenantPatch patch) {
        Statements statements = change.statements();
        Changeable before =
                statements.find(Changeable::read, """
                        select name, plan, status, requests_per_hour, ingest_per_second, ingest_burst
                        from public.tenants where id = ? for no key update
                        """, tenant.uuid()).orElseThrow(() -> Refusal.notFound("tenant"));
        if (!before.status.equals("active") && !before.status.equals("suspended")) {
            throw new Refusal(ErrorType.CONFLICT, "The tenant is " + before.status + ".");
        }
        if (patch.plan() instanceof Patch.Set<String> plan) {
            requirePlan(statements, plan.value());
        }
        TenantPatch.Limits limits = patch.eachLimit();
        statements.update(
                """
                update public.tenants
                set name = ?, plan = ?, requests_per_hour = ?::integer, ingest_per_second = ?::integer,
                  ingest_burst = ?::integer
                where id = ?
                """,
                patch.name().after(before.name),
                patch.plan().after(before.plan),
                limits.requestsPerHour().after(before.requestsPerHour),
                limits.ingestPerSecond().after(before.ingestPerSecond),
                limits.ingestBurst().after(before.ingestBurst),
                tenant.uuid());
        change.audit(tenant, "tenant.updated", tenant);
        caches.forget(change, tenant, List.of());
        return readOne(statements, tenant).orElseThrow();
    }

    private static void requirePlan(Statements statements, String plan) {
        if (statements
                .find(row -> true, "select 1 from public.plans where name = ?", plan)
                .isEmpty()) {
            throw Refusal.invalid("/plan", "No such plan.");
        }
    }

    /** At most {@code limit} tenants older than {@code before}, newest first; all slugs when {@code slug} is null. */
    List<Tenant> list(UUID before, @Nullable String slug, int limit) {
        return database.asOperator().list(Tenant::read, """
                        select t.id, t.slug, t.name, t.plan, t.status, t.schema_version, t.created_at,
                          coalesce(t.requests_per_hour, p.requests_per_hour) as requests_per_hour,
                          coalesce(t.ingest_per_second, p.ingest_per_second) as ingest_per_second,
                          coalesce(t.ingest_burst, p.ingest_burst) as ingest_burst
                        from public.tenants t join public.plans p on p.name = t.plan
                        where t.id < ? and (?::text is null or t.slug = ?)
                        order by t.id desc
                        limit ?
                        """, before, slug, slug, limit);
    }

    Optional<Tenant> find(TenantId tenant) {
        return readOne(database.asOperator(), tenant);
    }

    /** The caller's own tenant, seen with its own rights. */
    Tenant own(TenantId tenant) {
        return readOne(database.as(tenant), tenant).orElseThrow(() -> Refusal.notFound("tenant"));
    }

    private static Optional<Tenant> readOne(Statements statements, TenantId tenant) {
        return statements.find(Tenant::read, """
                select t.id, t.slug, t.name, t.plan, t.status, t.schema_version, t.created_at,
                  coalesce(t.requests_per_hour, p.requests_per_hour) as requests_per_hour,
                  coalesce(t.ingest_per_second, p.ingest_per_second) as ingest_per_second,
                  coalesce(t.ingest_burst, p.ingest_burst) as ingest_burst
                from public.tenants t join public.plans p on p.name = t.plan
                where t.id = ?
                """, tenant.uuid());
    }

    private record Changeable(
            String name,
            String plan,
            String status,
            @Nullable Integer requestsPerHour,
            @Nullable Integer ingestPerSecond,
            @Nullable Integer ingestBurst) {
        static Changeable read(ResultSet row) throws SQLException {
            return new Changeable(
                    row.getString("name"),
                    row.getString("plan"),
                    row.getString("status"),
                    row.getObject("requests_per_hour", Integer.class),
                    row.getObject("ingest_per_second", Integer.class),
                    row.getObject("ingest_burst", Integer.class));
        }
    }
}
