package com.genericcorp.hub.access.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.admission.Credentials.Found;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.testing.RedisProxy;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestRedis;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Admission while Redis is there. */
class AdmissionIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestServers servers = TestServers.shared();
    private final TestRedis clients = new TestRedis();
    private final RedisProxy proxy = new RedisProxy(servers.redis().port());
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 10);
    private final Instance instance = new Instance(clients.calls(proxy.url()), pool);

    @AfterEach
    void close() {
        clients.close();
        proxy.close();
        pool.close();
    }

    @Test
    void twoHundredAtOnceGetExactlyTheFiftyThatAreAllowed() throws Exception {
        TestTenant tenant = Rows.tenant(50);
        TestTenant neighbour = TestTenants.create(servers);
        Instance other = new Instance(clients.calls(servers.redis().url()), pool);
        CyclicBarrier barrier = new CyclicBarrier(200);
        List<Future<Admission>> running = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(200)) {
            for (int i = 0; i < 200; i++) {
                Instance one = i % 2 == 0 ? instance : other;
                running.add(threads.submit(() -> {
                    barrier.await();
                    return one.admit(tenant.key());
                }));
            }
        }

        List<Verdict> verdicts = new ArrayList<>();
        for (Future<Admission> admission : running) {
            verdicts.add(((Admission.OfTenant) admission.get()).verdict());
        }
        assertThat(verdicts).filteredOn(Verdict.Within.class::isInstance).hasSize(50);
        assertThat(verdicts)
                .filteredOn(Verdict.Over.class::isInstance)
                .hasSize(150)
                .allSatisfy(over -> assertThat(over.resetSeconds()).isBetween(1L, 3660L));
        assertThat(((Admission.OfTenant) instance.admit(neighbour.key()))
                        .verdict()
                        .remaining())
                .isEqualTo(999);
    }

    @Test
    void aKeyThatRedisKnowsIsOneRoundTrip() {
        TestTenant tenant = TestTenants.create(servers);
        assertThat(instance.lets(tenant.key())).isTrue();
        int before = proxy.sendings();

        assertThat(instance.lets(tenant.key())).isTrue();

        assertThat(proxy.sendings() - before).isEqualTo(1);
    }

    @Test
    void whateverIsWrongWithAKeyItTakesTheSameAndSaysTheSame() {
        TestTenant other = TestTenants.create(servers);
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        keys.put("unknown", ApiKey.generate(other.id(), RANDOM));
        TestTenant revoked = TestTenants.create(servers);
        Rows.revoke(revoked.key());
        keys.put("revoked", revoked.key());
        TestTenant expired = TestTenants.create(servers);
        Rows.expire(expired.key());
        keys.put("expired", expired.key());
        keys.put("of a tenant that never was", ApiKey.generate(TestIds.tenant(), RANDOM));
        // The scripts are known and the connection open: only the keys are new.
        instance.lets(other.key());
        instance.admit(ApiKey.generate(TestIds.tenant(), RANDOM));

        Map<String, List<Integer>> roundTrips = new LinkedHashMap<>();
        keys.forEach((name, key) -> roundTrips.put(name, List.of(roundTrips(key), roundTrips(key))));

        assertThat(roundTrips.values()).as(roundTrips::toString).containsOnly(List.of(4, 1));
    }

    @Test
    void aDamagedKeyIsLookedUpNowhere() {
        String key = TestTenants.create(servers).key().secret();
        instance.lets(TestTenants.create(servers).key());
        int before = proxy.sendings();

        for (String damaged : List.of(
                key.substring(0, key.length() - 1),
                key + "x",
                key.replace('_', '-'),
                key.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(instance.authenticator.admit("Bearer " + damaged, "source"))
                    .isEqualTo(new Admission.Nobody());
        }

        assertThat(proxy.sendings()).isEqualTo(before);
    }

    @Test
    void lookUpsThatFindNobodyAreBoundedByWhereTheyComeFrom() {
        TestTenant known = TestTenants.create(servers);
        TestTenant unknownYet = TestTenants.create(servers);
        String source = "source-" + RANDOM.nextLong();
        assertThat(instance.lets(known.key())).isTrue();

        // By many at once: what is given back meanwhile must not outrun a slow machine.
        Admission refused = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> instance.admit(ApiKey.generate(unknownYet.id(), RANDOM), source))
                .filter(Admission.Unheard.class::isInstance)
                .findAny()
                .orElseThrow();

        assertThat(refused).isInstanceOfSatisfying(Admission.Unheard.class, unheard -> {
            assertThat(unheard.verdict().policy().name()).isEqualTo("look-ups");
            assertThat(unheard.verdict().retryAfterSeconds()).isEqualTo(1);
        });
        assertThat(instance.admit(known.key(), source)).isInstanceOf(Admission.OfTenant.class);
        assertThat(instance.admit(unknownYet.key())).isInstanceOf(Admission.OfTenant.class);
    }

    @Test
    void aRevokedKeyIsNobodysAtOnceForEveryInstance() {
        TestTenant tenant = TestTenants.create(servers);
        Instance other = new Instance(clients.calls(servers.redis().url()), pool);
        assertThat(instance.lets(tenant.key())).isTrue();
        assertThat(other.lets(tenant.key())).isTrue();

        Rows.revoke(tenant.key());
        assertThat(instance.cache.forgetKeys(tenant.id(), List.of(tenant.key().hash())))
                .isTrue();

        assertThat(other.admit(tenant.key())).isEqualTo(new Admission.Nobody());
        assertThat(instance.admit(tenant.key())).isEqualTo(new Admission.Nobody());
    }

    /** Somebody read the row before it changed, and tells Redis only afterwards. */
    @Test
    void whoeverReadARowBeforeItChangedDoesNotBringItBack() {
        TestTenant tenant = TestTenants.create(servers);
        Credentials key = Credentials.Key.of(tenant.key());
        Found before = new Found(
                new TenantRecord(1000, "active", tenant.slug()),
                Optional.of(new KeyRecord(tenant.id().uuid(), 0, List.of("*"))));

        Rows.revoke(tenant.key());
        instance.cache.forgetKeys(tenant.id(), List.of(tenant.key().hash()));
        instance.script.tell(key, 0, Optional.of(before), true);

        assertThat(instance.admit(tenant.key())).isEqualTo(new Admission.Nobody());
    }

    @Test
    void aTenantsNewStatusAndLimitCountAtOnce() {
        TestTenant tenant = TestTenants.create(servers);
        assertThat(instance.lets(tenant.key())).isTrue();

        Rows.limit(tenant.id(), 2);
        instance.cache.forgetAll(tenant.id(), List.of(), List.of());
        assertThat(instance.letsOf(3, tenant.key())).isEqualTo(1);

        Rows.status(tenant.id(), "suspended");
        instance.cache.forgetAll(tenant.id(), List.of(), List.of());
        assertThat(instance.admit(tenant.key()))
                .isInstanceOfSatisfying(
                        Admission.OfInactive.class,
                        person -> assertThat(person.caller().status()).isEqualTo("suspended"));
    }

    @Test
    void nothingIsLeftOfATenantThatWasPurged() {
        TestTenant tenant = TestTenants.create(servers);
        assertThat(instance.lets(tenant.key())).isTrue();

        assertThat(instance.cache.purge(tenant.id(), List.of(tenant.key().hash()), List.of()))
                .isTrue();

        assertThat(instance.script.ask(Credentials.Key.of(tenant.key()), 0))
                .isInstanceOf(AdmitScript.Answer.Miss.class);
        assertThat(((Admission.OfTenant) instance.admit(tenant.key())).verdict().remaining())
                .isEqualTo(998);
    }

    private int roundTrips(ApiKey key) {
        int before = proxy.sendings();
        assertThat(instance.admit(key)).isEqualTo(new Admission.Nobody());
        return proxy.sendings() - before;
    }
}
