package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.admission.AdmitScript.Answer;
import com.genericcorp.hub.access.admission.Credentials.Found;
import com.genericcorp.hub.access.limit.OwnHours;
import com.genericcorp.hub.access.limit.Paces;
import com.genericcorp.hub.access.limit.Pacing;
import com.genericcorp.hub.access.limit.Policy;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.tenancy.TenantDatabase;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Admits tenants' callers. Redis knows most of them, and then it is one round trip; after a miss PostgreSQL is asked, and
 * Redis told. Without Redis PostgreSQL says who calls, and the instance limits by itself.
 */
@Singleton
public final class TenantAdmission {
    private final AdmitScript script;
    private final AccessRows rows;
    private final Paces paces;
    private final OwnHours own;
    private final UncountedRequests uncounted;

    /** @throws ConfigValidationException naming {@code hub.degraded.share} when it is no share */
    @Inject
    TenantAdmission(
            RedisCalls redis,
            AccessRows rows,
            Paces paces,
            TenantDatabase database,
            Clock clock,
            SecureRandom random,
            AdmissionConfig config) {
        this(
                new AdmitScript(redis, random, OptionalLong.empty()),
                rows,
                paces,
                new OwnHours(clock, checked(config.share())),
                new UncountedRequests(database, clock, random));
    }

    TenantAdmission(AdmitScript script, AccessRows rows, Paces paces, OwnHours own, UncountedRequests uncounted) {
        this.script = script;
        this.rows = rows;
        this.paces = paces;
        this.own = own;
        this.uncounted = uncounted;
    }

    private static double checked(double share) {
        if (share > 0 && share <= 1) {
            return share;
        }
        throw new ConfigValidationException(
                new Problem[] {new Problem("hub.degraded.share must be above 0 and at most 1")});
    }

    /** @param source where the request came from: look-ups that find nobody are bounded by it */
    Admission admit(Credentials who, String source) {
        Answer answer = script.ask(who, own.count(who.tenant()));
        return switch (answer) {
            case Answer.Miss miss -> lookUp(who, source, paces, this::tell);
            case Answer.Away away -> lookUp(who, source, paces.withoutRedis(), (same, found, kept) -> away);
            case Answer.Nobody nobody -> settle(who, Optional.empty(), answer);
            case Answer.NotActive inactive -> settle(who, Optional.empty(), answer);
            case Answer.Within within -> settle(who, Optional.empty(), answer);
            case Answer.Over over -> settle(who, Optional.empty(), answer);
        };
    }

    private Admission lookUp(Credentials who, String source, Pacing pacing, AfterLookUp then) {
        String key = RedisKeys.lookUps(source);
        if (pacing.look(Paces.LOOK_UPS, key) instanceof Verdict.Over over) {
            return new Admission.Unheard(over);
        }
        long start = System.nanoTime();
        Optional<Found> found = rows.find(who);
        boolean fresh = System.nanoTime() - start < AccessCache.LONGEST_FILL.toNanos();
        if (found.isEmpty()) {
            pacing.charge(Paces.LOOK_UPS, key);
        }
        return settle(who, found, then.answer(who, found, fresh));
    }

    private Answer tell(Credentials who, Optional<Found> found, boolean fresh) {
        return script.tell(who, own.count(who.tenant()), found, fresh);
    }

    /** @param found what PostgreSQL said, if it was asked */
    private Admission settle(Credentials who, Optional<Found> found, Answer answer) {
        return switch (answer) {
            case Answer.Miss miss -> throw new IllegalStateException("Redis misses what it was told");
            case Answer.Nobody nobody -> new Admission.Nobody();
            case Answer.NotActive inactive -> new Admission.OfInactive(who.caller(inactive.found()));
            case Answer.Within within -> {
                own.add(who.tenant());
                yield new Admission.OfTenant(
                        who.caller(within.found()),
                        new Verdict.Within(policy(within.found()), within.remaining(), within.resetSeconds()));
            }
            case Answer.Over over -> {
                long quota = over.found().tenant().requestsPerHour();
                long retryAfter = Math.max(over.retryAfterSeconds(), own.secondsUntilBelow(who.tenant(), quota));
                yield new Admission.OfTenant(
                        who.caller(over.found()), new Verdict.Over(policy(over.found()), retryAfter));
            }
            case Answer.Away away ->
                found.map(known -> withoutRedis(who, known, away.perhapsDone())).orElseGet(Admission.Nobody::new);
        };
    }

    /** @param perhapsCounted whether Redis may have counted the request after all: it is never counted twice */
    private Admission withoutRedis(Credentials who, Found found, boolean perhapsCounted) {
        if (!found.tenant().active()) {
            return new Admission.OfInactive(who.caller(found));
        }
        Verdict verdict = own.charge(who.tenant(), found.tenant().requestsPerHour());
        if (verdict instanceof Verdict.Within) {
            if (perhapsCounted) {
                uncounted.perhapsCounted(who.tenant());
            } else {
                uncounted.count(who.tenant());
            }
        }
        return new Admission.OfTenant(who.caller(found), verdict);
    }

    private static Policy policy(Found found) {
        return Policy.hourly(found.tenant().requestsPerHour());
    }

    @FunctionalInterface
    private interface AfterLookUp {
        Answer answer(Credentials who, Optional<Found> found, boolean fresh);
    }
}
