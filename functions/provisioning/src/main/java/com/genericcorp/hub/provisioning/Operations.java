package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Operations as rows: leased, advanced step by step, ended. */
@Singleton
final class Operations {
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private static final String START_NEXT_STEP = """
            update public.operation_steps set started_at = coalesce(started_at, ?)
            where operation_id = ? and position =
              (select min(position) from public.operation_steps where operation_id = ? and finished_at is null)
            """;

    private final OwnerDatabase database;

    Operations(OwnerDatabase database) {
        this.database = database;
    }

    /**
     * A lease of an open operation that nobody works on; empty when there is nothing to do or somebody does it: also
     * somebody whose lease is over but who is in the middle of a step, and then without waiting for the step's end.
     */
    Optional<Lease> claim(Id operation, Instant now, Duration duration) {
        return database.transaction(connection -> {
            Statements statements = Statements.on(connection);
            return statements
                    .find(
                            row -> new Lease(
                                    operation,
                                    OperationKind.of(row.getString("kind")),
                                    new TenantId(row.getObject("tenant_id", UUID.class)),
                                    row.getString("request_id"),
                                    row.getLong("fence"),
                                    row.getLong("tries"),
                                    row.getObject("created_at", OffsetDateTime.class)
                                            .toInstant(),
                                    List.of()),
                            """
                            update public.operations
                            set status = 'running', fence = fence + 1, lease_until = ?
                            where id =
                              (select id from public.operations
                               where id = ? and status in ('pending', 'running') and lease_until <= ?
                               for update skip locked)
                            returning kind, tenant_id, request_id, fence, fence - tries_from as tries, created_at
                            """,
                            now.plus(duration),
                            operation.uuid(),
                            now)
                    .map(lease -> withOpenSteps(statements, lease, now));
        });
    }

    private static Lease withOpenSteps(Statements statements, Lease lease, Instant now) {
        List<String> open = statements.list(
                row -> row.getString("name"),
                "select name from public.operation_steps where operation_id = ? and finished_at is null order by position",
                lease.operation().uuid());
        startNextStep(statements, lease.operation(), now);
        return new Lease(
                lease.operation(),
                lease.kind(),
                lease.tenant(),
                lease.requestId(),
                lease.fence(),
                lease.tries(),
                lease.createdAt(),
                open);
    }

    /**
     * Makes sure, until the transaction ends, that {@code lease} is still the newest, and that all steps before
     * {@code step} are recorded. A worker whose machine stands still in the middle of a step is cut off by PostgreSQL after
     * {@link #STANDSTILL}: its locks would hold up everybody who creates a tenant.
     *
     * <p>The commit of any but the last step waits for no disk: the last one's wait is for all of them, as they are written
     * in order. A step that a crash of the server took back is found missing here by a worker that did not notice.
     *
     * @throws LeaseLostException when it is not
     */
    static void hold(Connection connection, Lease lease, String step) {
        boolean held = Statements.on(connection)
                .find(
                        row -> true,
                        """
                        select id, pg_catalog.set_config('idle_in_transaction_session_timeout', ?, true),
                          case when ? then pg_catalog.set_config('synchronous_commit', 'off', true) end
                        from public.operations o
                        where id = ? and fence = ? and status = 'running'
                          and not exists (
                            select from public.operation_steps this
                            join public.operation_steps earlier
                              on earlier.operation_id = this.operation_id and earlier.position < this.position
                            where this.operation_id = o.id and this.name = ? and earlier.finished_at is null)
                        for update
                        """,
                        STANDSTILL.toMillis() + "ms",
                        !step.equals(lease.open().getLast()),
                        lease.operation().uuid(),
                        lease.fence(),
                        step)
                .isPresent();
        if (!held) {
            throw new LeaseLostException(lease);
        }
    }

    /** Records a step as finished within the transaction that did its work, and the next one as started. */
    static void finishStep(Connection connection, Lease lease, String step, Instant now, Instant leaseUntil) {
        Statements.on(connection)
                .update(
                        "update public.operation_steps set finished_at = ? where operation_id = ? and name = ?;"
                                + START_NEXT_STEP
                                + "; update public.operations set lease_until = ? where id = ?",
                        now,
                        lease.operation().uuid(),
                        step,
                        now,
                        lease.operation().uuid(),
                        lease.operation().uuid(),
                        leaseUntil,
                        lease.operation().uuid());
    }

    static void succeed(Connection connection, Lease lease, Instant now) {
        Statements.on(connection)
                .update(
                        "update public.operations set status = 'succeeded', finished_at = ? where id = ?",
                        now,
                        lease.operation().uuid());
    }

    static void fail(Connection connection, Lease lease, String error, Instant now) {
        Statements.on(connection).update("""
                        update public.operations
                        set status = 'failed', error = ?, finished_at = ?, result = null, result_expires_at = null
                        where id = ?
                        """, error, now, lease.operation().uuid());
    }

    /** Gives the lease back before its time, so that the next try need not wait for its end. */
    void release(Lease lease, Instant until) {
        database.transaction(connection -> Statements.on(connection)
                .update(
                        "update public.operations set lease_until = ? where id = ? and fence = ?",
                        until,
                        lease.operation().uuid(),
                        lease.fence()));
    }

    /** Open operations that nobody works on and of which no message was sent since {@code before}; marked as sent. */
    List<Id> forgotten(Instant now, Instant before, int limit) {
        return database.transaction(connection -> Statements.on(connection)
                .list(row -> new Id(IdKind.OPERATION, row.getObject("id", UUID.class)), """
                        update public.operations set hinted_at = ?
                        where id in (
                          select id from public.operations
                          where status in ('pending', 'running') and lease_until <= ? and hinted_at <= ?
                          order by lease_until limit ? for update skip locked)
                        returning id
                        """, now, now, before, limit));
    }

    /** Forgets the results that nobody may read any more. */
    int expireResults(Instant now) {
        return database.transaction(connection -> Statements.on(connection).update("""
                        update public.operations set result = null
                        where result is not null and result_expires_at <= ?
                        """, now));
    }

    /** What there is: tenants at work, and operations that have not ended. */
    Fleet fleet() {
        return database.transaction(connection -> Statements.on(connection)
                .find(row -> new Fleet(row.getLong("active"), row.getLong("open")), """
                        select (select count(*) from public.tenants where status = 'active') as active,
                          (select count(*) from public.operations where status in ('pending', 'running')) as open
                        """)
                .orElseThrow());
    }

    /** How many tenants are active, and how many operations are open. */
    record Fleet(long active, long open) {}

    private static void startNextStep(Statements statements, Id operation, Instant now) {
        statements.update(START_NEXT_STEP, now, operation.uuid(), operation.uuid());
    }
}
