package com.genericcorp.hub.api.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.http.ApiJson;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.DatabaseUnavailableException;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was answered to requests with an {@code Idempotency-Key}, and which of them are being worked on. */
@Singleton
final class IdempotencyKeys {
    /** How long an answer is given again. */
    static final Duration KEPT = Duration.ofHours(24);

    /**
     * How long a request that vanished keeps others out. Its transaction may even outlive that: it then completes
     * nothing, because the claim is another's.
     */
    static final Duration CLAIM = Duration.ofSeconds(15);

    private static final int MOST_RACES = 3;

    private final TenantDatabase database;
    private final Secrets secrets;
    private final ApiJson json;
    private final Ids ids;
    private final Clock clock;

    IdempotencyKeys(TenantDatabase database, Secrets secrets, ApiJson json, Ids ids, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    Claim newClaim(byte[] name) {
        return new Claim(name, ids.next(IdKind.REQUEST).uuid());
    }

    /**
     * Takes the key for this request, in a transaction of its own: the others must see it at once.
     *
     * @return what was answered before; empty when the change is this request's to make
     * @throws Refusal 409 while another request has it, 422 when it was used with another body
     */
    Optional<Response> take(Caller caller, Claim claim, byte[] body) {
        byte[] bodyHash = Asked.sha256(body);
        for (int i = 0; i < MOST_RACES; i++) {
            Optional<Row> row = takenOrFound(caller, claim, bodyHash);
            if (row.isPresent()) {
                return row.get().id.equals(claim.id()) ? Optional.empty() : Optional.of(earlier(row.get(), bodyHash));
            }
            // Another request took it after this statement began: the next one sees that.
        }
        throw inUse();
    }

    private Optional<Row> takenOrFound(Caller caller, Claim claim, byte[] bodyHash) {
        try {
            return takeOrFind(caller, claim, bodyHash);
        } catch (DatabaseException e) {
            // Only its answer may have got lost.
            giveUp(caller, claim, e);
            throw e;
        }
    }

    private Optional<Row> takeOrFind(Caller caller, Claim claim, byte[] bodyHash) {
        Instant now = clock.instant();
        return as(caller)
                .find(
                        Row::read,
                        """
                        with taken as (
                          insert into public.idempotency_keys as k (name, id, body_hash, claimed_until, expires_at)
                          values (?, ?, ?, ?, ?)
                          on conflict (tenant_role, name) do update
                          set id = excluded.id, body_hash = excluded.body_hash, claimed_until = excluded.claimed_until,
                            expires_at = excluded.expires_at, status = null, location = null, body = null,
                            encrypted_for = null
                          where k.expires_at <= ? or (k.status is null and k.claimed_until <= ?)
                          returning id, body_hash)
                        select id, body_hash, null::integer as status, null as location, null::bytea as body,
                          null::uuid as encrypted_for, null::bytea as data_key
                        from taken
                        union all
                        select k.id, k.body_hash, k.status, k.location, k.body, k.encrypted_for, t.data_key
                        from public.idempotency_keys k
                        left join public.tenants t on t.id = k.encrypted_for
                        where k.tenant_role = current_user and k.name = ? and not exists (select from taken)
                        """,
                        claim.name(),
                        claim.id(),
                        bodyHash,
                        now.plus(CLAIM),
                        now.plus(KEPT),
                        now,
                        now,
                        claim.name());
    }

    private Response earlier(Row row, byte[] bodyHash) {
        if (!MessageDigest.isEqual(row.bodyHash, bodyHash)) {
            throw new Refusal(
                    ErrorType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used with another body; take a new one.");
        }
        if (row.status == null || row.body == null) {
            throw inUse();
        }
        return Answer.replay(row.status, Optional.ofNullable(row.location), opened(row, row.body));
    }

    private static Refusal inUse() {
        return new Refusal(
                ErrorType.IDEMPOTENCY_KEY_IN_USE, "The first request with this Idempotency-Key is not done yet.");
    }

    private byte[] opened(Row row, byte[] body) {
        if (row.encryptedFor == null) {
            return body;
        }
        if (row.dataKey == null) {
            throw new IllegalStateException("the tenant of a kept answer has no data key");
        }
        return secrets.decrypt(new TenantId(row.encryptedFor), row.dataKey, place(row.id), body);
    }

    /**
     * Keeps {@code answer} within the change's own transaction.
     *
     * @throws Refusal 409, and with it nothing is changed, when another request has taken the claim over
     */
    void complete(Statements transaction, Claim claim, Answer answer) {
        byte[] body = json(answer.body());
        byte[] kept = answer.secretOf()
                .map(tenant -> secrets.encrypt(tenant, dataKey(transaction, tenant), place(claim.id()), body))
                .orElse(body);
        int completed = transaction.update(
                """
                update public.idempotency_keys
                set status = ?, location = ?, body = ?, encrypted_for = ?
                where tenant_role = current_user and name = ? and id = ? and status is null
                """,
                answer.status(),
                answer.location().orElse(null),
                kept,
                answer.secretOf().map(TenantId::uuid).orElse(null),
                claim.name(),
                claim.id());
        if (completed == 0) {
            throw new Refusal(ErrorType.IDEMPOTENCY_KEY_IN_USE, "Another request with this Idempotency-Key took over.");
        }
    }

    /**
     * Frees the key for the next request, unless this one's change was made. Without it a repeated request would wait for
     * the claim's end, so it may fail. Where PostgreSQL was not even reached it is left out: asking again would only make
     * the caller wait.
     *
     * @param failure why the change was not made; told of a failure here
     */
    void giveUp(Caller caller, Claim claim, RuntimeException failure) {
        if (failure instanceof DatabaseUnavailableException away && away.unreached()) {
            return;
        }
        try {
            as(caller).update("""
                            delete from public.idempotency_keys
                            where tenant_role = current_user and name = ? and id = ? and status is null
                            """, claim.name(), claim.id());
        } catch (DatabaseException e) {
            failure.addSuppressed(e);
        }
    }

    private Statements as(Caller caller) {
        return switch (caller) {
            case Caller.OfTenant person -> database.as(person.tenant());
            case Caller.Operator _ -> database.asOperator();
        };
    }

    private static byte[] dataKey(Statements transaction, TenantId tenant) {
        return transaction
                .find(
                        row -> row.getBytes("data_key"),
                        "select data_key from public.tenants where id = ?",
                        tenant.uuid())
                .orElseThrow();
    }

    private static Place place(UUID id) {
        return Place.of("idempotency_keys", id, "body");
    }

    private byte[] json(Object body) {
        try {
            return json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Row(
            UUID id,
            byte[] bodyHash,
            @Nullable Integer status,
            @Nullable String location,
            byte @Nullable [] body,
            @Nullable UUID encryptedFor,
            byte @Nullable [] dataKey) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getBytes("body_hash"),
                    row.getObject("status", Integer.class),
                    row.getString("location"),
                    row.getBytes("body"),
                    row.getObject("encrypted_for", UUID.class),
                    row.getBytes("data_key"));
        }
    }
}
