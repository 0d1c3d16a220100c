package com.genericcorp.hub.api.change;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.DatabaseUnavailableException;
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
                .map(name -> once(asked, keys.newClaim(name), body, work))
                .orElseGet(() -> transaction(asked, work).response());
    }

    private Response once(Asked asked, Claim claim, byte[] body, Function<Change, Answer> work) {
        return keys.take(asked.caller(), claim, body).orElseGet(() -> claimed(asked, claim, work));
    }

    private Response claimed(Asked asked, Claim claim, Function<Change, Answer> work) {
        try {
            return transaction(asked, change -> {
                        Answer answer = work.apply(change);
                        keys.complete(change.statements(), claim, answer);
                        return answer;
                    })
                    .response();
        } catch (RuntimeException e) {
            keys.giveUp(asked.caller(), claim, e);
            throw e;
        }
    }

    private <T> T transaction(Asked asked, Function<Change, T> work) {
        Hints hints = new Hints();
        Function<Statements, T> made = statements ->
                work.apply(new Change(asked, statements, clock.instant().truncatedTo(ChronoUnit.MICROS), ids, hints));
        try {
            T result = switch (asked.caller()) {
                case Caller.OfTenant caller -> database.transaction(caller.tenant(), made);
                case Caller.Operator _ -> database.operatorTransaction(made);
            };
            hints.follow();
            return result;
        } catch (DatabaseUnavailableException e) {
            // It may have been committed, with only the answer lost; a hint about nothing does no harm.
            hints.follow();
            throw e;
        }
    }
}
