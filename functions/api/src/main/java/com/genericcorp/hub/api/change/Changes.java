package com.genericcorp.hub.api.change;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * Makes every change of the API: in one transaction inside the caller's role, together with its audit record and, where
 * the request carries an {@code Idempotency-Key}, with the answer that a repeated request shall get.
 *
 * <pre>
 * claim the key ──▶ claimed ──▶ [ change, audit record, answer kept ] ──▶ answered
 *      │                │ refused or failed: the claim is given up, a repeated request starts anew
 *      ├─▶ answered before ──▶ the same answer
 *      ├─▶ other body ──▶ 422
 *      └─▶ claimed by another ──▶ 409, for as long as a request may take
 * </pre>
 */
@Singleton
public final class Changes {
    private final TenantDatabase database;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final Clock clock;

    Changes(TenantDatabase database, IdempotencyKeys keys, Ids ids, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a change that repeating does not make worse; an {@code Idempotency-Key} is not looked at. */
    public <T> T make(Asked asked, Function<Change, T> work) {
        return transaction(asked, work);
    }

    /**
     * Makes a change at most once under its key.
     *
     * @param body the request's body; the same key with another is refused
     * @param work makes the change and says what it is answered with
     * @throws Refusal what {@code work} refuses with; 409 while the same request is being worked on, 422 when the key was
     *     used with another body
     */
    public Response once(Asked asked, byte[] body, Function<Change, Answer> work) {
        return asked.idempotencyName()
                .map(name -> switch (keys.claim(asked.caller(), name, body)) {
                    case IdempotencyKeys.Claim.Answered answered -> answered.response();
                    case IdempotencyKeys.Claim.Taken taken -> claimed(asked, taken, work);
                })
                .orElseGet(() -> transaction(asked, work).response());
    }

    private Response claimed(Asked asked, IdempotencyKeys.Claim.Taken claim, Function<Change, Answer> work) {
        try {
            return transaction(asked, change -> {
                        Answer answer = work.apply(change);
                        keys.complete(change.statements(), claim, answer);
                        return answer;
                    })
                    .response();
        } catch (RuntimeException e) {
            giveUp(asked.caller(), claim, e);
            throw e;
        }
    }

    /** Without this a repeated request would wait for the claim's end; so it may fail, and hides nothing. */
    private void giveUp(Caller caller, IdempotencyKeys.Claim.Taken claim, RuntimeException failure) {
        try {
            keys.giveUp(caller, claim);
        } catch (DatabaseException e) {
            failure.addSuppressed(e);
        }
    }

    private <T> T transaction(Asked asked, Function<Change, T> work) {
        Made<T> made = switch (asked.caller()) {
            case Caller.OfTenant caller ->
                database.transaction(caller.tenant(), statements -> made(asked, statements, work));
            case Caller.Operator _ -> database.operatorTransaction(statements -> made(asked, statements, work));
        };
        made.change.committed();
        return made.result;
    }

    private <T> Made<T> made(Asked asked, Statements statements, Function<Change, T> work) {
        Change change = new Change(asked, statements, clock.instant().truncatedTo(ChronoUnit.MICROS), ids);
        return new Made<>(change, work.apply(change));
    }

    private record Made<T>(Change change, T result) {}
}
