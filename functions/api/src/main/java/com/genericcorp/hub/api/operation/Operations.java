package com.genericcorp.hub.api.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Operations: started here, worked on elsewhere, shown here. */
@Singleton
public final class Operations {
    private final TenantDatabase database;
    private final Secrets secrets;
    private final Clock clock;

    public Operations(TenantDatabase database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Stores a new operation, its first step done by the very transaction that stores it. Its lease has been over for
     * ever: a worker whose clock is behind this one's must not leave it alone.
     */
    public static Operation start(Change change, OperationKind kind, TenantId tenant, Ids ids) {
        Instant now = change.now();
        Id operation = ids.nextAt(IdKind.OPERATION, now);
        change.statements()
                .update(
                        """
                        insert into public.operations (id, tenant_role, tenant_id, kind, status, requested_by, request_id,
                          lease_until, hinted_at, created_at)
                        values (?, ?, ?, ?, 'pending', ?, ?, '-infinity', ?, ?)
                        """,
                        operation.uuid(),
                        tenant.role(),
                        tenant.uuid(),
                        kind.text(),
                        change.caller().actor(),
                        change.requestId(),
                        now,
                        now);
        change.statements()
                .update(
                        """
                        insert into public.operation_steps
                          (operation_id, position, tenant_role, name, started_at, finished_at)
                        select ?, step.position, ?, step.name,
                          case when step.position = 1 then ?::timestamptz end,
                          case when step.position = 1 then ?::timestamptz end
                        from unnest(?::text[]) with ordinality as step (name, position)
                        """,
                        operation.uuid(),
                        tenant.role(),
                        now,
                        now,
                        kind.steps().toArray(new String[0]));
        List<Steps.Times> times = Stream.concat(
                        Stream.of(new Steps.Times(kind.steps().getFirst(), now, now)),
                        kind.steps().stream().skip(1).map(step -> new Steps.Times(step, null, null)))
                .toList();
        return new Operation(operation, kind.text(), "pending", tenant, Steps.show("pending", times), null, null);
    }

    /**
     * Lets the tenant's newest operation of that kind go on where it stopped, with all its tries, if it failed and the
     * tenant still has the status that the operation gave it.
     *
     * @return the operation as it is then; empty when there is none, or it has not failed
     */
    public Optional<Operation> goOn(Change change, OperationKind kind, TenantId tenant, String tenantStatus) {
        return change.statements()
                .find(
                        row -> new Id(IdKind.OPERATION, row.getObject("id", UUID.class)),
                        """
                        update public.operations
                        set status = 'pending', error = null, finished_at = null, lease_until = '-infinity',
                          hinted_at = ?, tries_from = fence
                        where status = 'failed'
                          and id =
                            (select id from public.operations where tenant_id = ? and kind = ? order by id desc limit 1)
                          and exists (select from public.tenants where id = ? and status = ?)
                        returning id
                        """,
                        change.now(),
                        tenant.uuid(),
                        kind.text(),
                        tenant.uuid(),
                        tenantStatus)
                .flatMap(id -> find(change.statements(), change.caller(), id));
    }

    /** The operation; a key only to the operator who asked for it, and only while it may be shown. */
    public Optional<Operation> find(Caller.Operator operator, Id id) {
        return find(database.asOperator(), operator, id);
    }

    private Optional<Operation> find(Statements statements, Caller caller, Id id) {
        List<StoredStep> steps = statements.list(StoredStep::read, """
                        select o.kind, o.status, o.tenant_id, o.error, o.requested_by, o.result, o.result_expires_at,
                          o.export, t.data_key, s.name, s.started_at, s.finished_at
                        from public.operations o
                        join public.operation_steps s on s.operation_id = o.id
                        left join public.tenants t on t.id = o.tenant_id
                        where o.id = ?
                        order by s.position
                        """, id.uuid());
        return steps.stream().map(StoredStep::operation).findFirst().map(stored -> {
            List<Steps.Times> times = steps.stream().map(StoredStep::times).toList();
            return new Operation(
                    id,
                    stored.kind,
                    stored.status,
                    stored.tenant,
                    Steps.show(stored.status, times),
                    stored.error,
                    result(stored, caller, id));
        });
    }

    /** An operation on the tenant itself, without what it brought forth: that is for the operator who asked. */
    public Optional<Operation> find(TenantId tenant, Id id) {
        List<OwnStep> steps = database.as(tenant).list(OwnStep::read, """
                        select o.kind, o.status, o.error, s.name, s.started_at, s.finished_at
                        from public.operations o
                        join public.operation_steps s on s.operation_id = o.id
                        where o.id = ?
                        order by s.position
                        """, id.uuid());
        return steps.stream().findFirst().map(own -> {
            List<Steps.Times> times = steps.stream().map(OwnStep::times).toList();
            return new Operation(id, own.kind, own.status, tenant, Steps.show(own.status, times), own.error, null);
        });
    }

    private Operation.@Nullable Result result(StoredOperation stored, Caller caller, Id id) {
        String key = key(stored, caller, id);
        return key == null && stored.export == null ? null : new Operation.Result(key, stored.export);
    }

    private @Nullable String key(StoredOperation stored, Caller caller, Id id) {
        if (stored.result == null
                || stored.dataKey == null
                || stored.resultExpires == null
                || !stored.status.equals("succeeded")
                || !stored.requestedBy.equals(caller.actor())
                || !clock.instant().isBefore(stored.resultExpires.toInstant())) {
            return null;
        }
        Place place = Place.of("operations", id.uuid(), "result");
        return new String(secrets.decrypt(stored.tenant, stored.dataKey, place, stored.result), UTF_8);
    }

    private record OwnStep(
            String kind, String status, @Nullable String error, Steps.Times times) {
        static OwnStep read(ResultSet row) throws SQLException {
            return new OwnStep(row.getString("kind"), row.getString("status"), row.getString("error"), Steps.read(row));
        }
    }

    private record StoredStep(StoredOperation operation, Steps.Times times) {
        static StoredStep read(ResultSet row) throws SQLException {
            return new StoredStep(StoredOperation.read(row), Steps.read(row));
        }
    }

    private record StoredOperation(
            String kind,
            String status,
            TenantId tenant,
            String requestedBy,
            @Nullable String error,
            byte @Nullable [] result,
            @Nullable OffsetDateTime resultExpires,
            @Nullable String export,
            byte @Nullable [] dataKey) {
        static StoredOperation read(ResultSet row) throws SQLException {
            return new StoredOperation(
                    row.getString("kind"),
                    row.getString("status"),
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    row.getString("requested_by"),
                    row.getString("error"),
                    row.getBytes("result"),
                    row.getObject("result_expires_at", OffsetDateTime.class),
                    row.getString("export"),
                    row.getBytes("data_key"));
        }
    }
}
