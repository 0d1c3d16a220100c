package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.Jwts;
import com.genericcorp.hub.access.limit.OwnHours;
import com.genericcorp.hub.access.limit.Paces;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.TenantDatabase;
import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/** One instance of the application, as far as admission goes: nothing is shared with another one but the servers. */
final class Instance {
    static final double SHARE = 0.25;
    private static final SecureRandom RANDOM = new SecureRandom();

    final RedisCalls redis;
    final AdmitScript script;
    final AccessCache cache;
    final Authenticator authenticator;
    private final TenantAdmission admission;

    Instance(RedisCalls redis, AgroalDataSource pool) {
        Clock clock = Clock.systemUTC();
        TenantDatabase database = new TenantDatabase(pool, ActAs.PIPELINED);
        Paces paces = new Paces(redis, clock);
        this.redis = redis;
        this.script = new AdmitScript(redis, RANDOM, OptionalLong.empty());
        this.cache = new AccessCache(redis, RANDOM);
        this.admission = new TenantAdmission(
                script,
                new AccessRows(database, clock),
                paces,
                new OwnHours(clock, SHARE),
                new UncountedRequests(database, clock, RANDOM));
        this.authenticator = new Authenticator(admission, new Jwts(List.of(), clock), paces);
    }

    /** From an address that nobody else uses. */
    Admission admit(ApiKey key) {
        return admit(key, "source-" + RANDOM.nextLong());
    }

    Admission admit(ApiKey key, String source) {
        return authenticator.admit("Bearer " + key.secret(), source);
    }

    boolean lets(ApiKey key) {
        return admit(key) instanceof Admission.OfTenant person && person.verdict() instanceof Verdict.Within;
    }

    /** How many of {@code times} requests are let through. */
    int letsOf(int times, ApiKey key) {
        int let = 0;
        for (int i = 0; i < times; i++) {
            let += lets(key) ? 1 : 0;
        }
        return let;
    }
}
