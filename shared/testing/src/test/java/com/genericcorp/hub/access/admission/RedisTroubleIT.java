package com.genericcorp.hub.access.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.RedisProxy;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestRedis;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import io.vertx.redis.client.Command;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis stopped, slow, emptied, replaced, and as a node of a cluster. */
class RedisTroubleIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestServers servers = TestServers.shared();
    private final RedisServer redis = servers.startRedis();
    private final RedisProxy proxy = new RedisProxy(redis.port());
    private final TestRedis clients = new TestRedis();
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 4);
    private final Instance instance = new Instance(clients.calls(proxy.url()), pool);

    @AfterEach
    void close() {
        clients.close();
        proxy.close();
        redis.close();
        pool.close();
    }

    @Test
    void withoutRedisEveryAnswerIsStillRightAndTheLimitLower() {
        TestTenant tenant = Rows.tenant(40);
        TestTenant revoked = TestTenants.create(servers);
        TestTenant suspended = TestTenants.create(servers);
        assertThat(instance.letsOf(5, tenant.key())).isEqualTo(5);
        assertThat(instance.lets(revoked.key())).isTrue();

        redis.stop();
        giveUp();
        Rows.revoke(revoked.key());
        Rows.status(suspended.id(), "suspended");

        assertThat(instance.letsOf(20, tenant.key())).isEqualTo((int) (40 * Instance.SHARE));
        assertThat(Rows.counted(tenant.id())).isEqualTo(10);
        assertThat(Rows.gaps(tenant.id())).isEmpty();
        assertThat(instance.admit(revoked.key())).isEqualTo(new Admission.Nobody());
        assertThat(instance.admit(ApiKey.generate(tenant.id(), RANDOM))).isEqualTo(new Admission.Nobody());
        assertThat(instance.admit(suspended.key())).isInstanceOf(Admission.OfInactive.class);

        redis.start();
        comeBack();
        // 15 of 40 were let through by this instance, whatever the new Redis knows.
        assertThat(instance.letsOf(40, tenant.key())).isEqualTo(25);
        assertThat(Rows.counted(tenant.id())).isEqualTo(10);
    }

    @Test
    void withoutRedisLookUpsAreStillBounded() {
        redis.stop();
        giveUp();
        TestTenant tenant = TestTenants.create(servers);

        Admission last = new Admission.Nobody();
        for (int i = 0; i < 2000 && last instanceof Admission.Nobody; i++) {
            last = instance.admit(ApiKey.generate(tenant.id(), RANDOM), "source");
        }

        assertThat(last).isInstanceOf(Admission.Unheard.class);
        assertThat(instance.lets(tenant.key())).isTrue();
    }

    @Test
    void aSlowRedisIsWaitedForAFewTimesOnly() {
        Instance hurried = new Instance(clients.calls(proxy.url(), Duration.ofMillis(100)), pool);
        TestTenant tenant = TestTenants.create(servers);
        assertThat(hurried.lets(tenant.key())).isTrue();

        proxy.delay(Duration.ofMillis(200));
        int let = 0;
        while (!hurried.redis.degraded()) {
            let += hurried.lets(tenant.key()) ? 1 : 0;
        }
        long start = System.nanoTime();
        let += hurried.letsOf(10, tenant.key());
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(let).isBetween(15, 40);
        assertThat(took).as("ten calls that do not wait").isLessThan(Duration.ofSeconds(1));
        // Those that Redis may have counted are not counted again, but somebody will know that they may be missing.
        assertThat(Rows.counted(tenant.id())).isEqualTo(10);
        assertThat(Rows.gaps(tenant.id())).isNotEmpty().containsOnly("redis_answered_nothing");

        proxy.delay(Duration.ZERO);
        Await.until("Redis is back", SOON, () -> hurried.lets(tenant.key()) && !hurried.redis.degraded());
    }

    @Test
    void anEmptiedRedisGivesNothingOutTwice() {
        TestTenant tenant = Rows.tenant(50);
        assertThat(instance.letsOf(30, tenant.key())).isEqualTo(30);

        instance.redis.send(Command.FLUSHALL);

        assertThat(instance.letsOf(50, tenant.key())).isEqualTo(20);
    }

    @Test
    void anotherRedisInItsPlaceKnowsNothingAndIsTold() {
        TestTenant tenant = Rows.tenant(50);
        assertThat(instance.letsOf(30, tenant.key())).isEqualTo(30);

        try (RedisServer other = servers.startRedis()) {
            proxy.redirect(other.port());

            assertThat(instance.letsOf(50, tenant.key())).isEqualTo(20);
            assertThat(instance.redis.degraded()).isFalse();
            assertThat(instance.admit(ApiKey.generate(tenant.id(), RANDOM))).isEqualTo(new Admission.Nobody());
        }
    }

    @Test
    void aRedisThatVanishedWithoutAWordIsLeftBehind() {
        Instance hurried = new Instance(clients.calls(proxy.url(), Duration.ofMillis(200)), pool);
        TestTenant tenant = Rows.tenant(1000);
        assertThat(hurried.lets(tenant.key())).isTrue();

        try (RedisServer other = servers.startRedis()) {
            proxy.vanish(other.port());
            Await.until("the first Redis is given up", SOON, () -> {
                assertThat(hurried.lets(tenant.key())).isTrue();
                return hurried.redis.degraded();
            });
            Await.until("the other Redis is used", SOON, () -> {
                assertThat(hurried.lets(tenant.key())).isTrue();
                return !hurried.redis.degraded();
            });
        }
    }

    @Test
    void aServerThatLostItsRankIsLeftAndWhatItRefusedIsCounted() {
        TestTenant tenant = Rows.tenant(1000);
        assertThat(instance.lets(tenant.key())).isTrue();

        try (RedisServer other = servers.startRedis()) {
            proxy.prefer(other.port());
            // A replica takes no writes, but it answers, a PING too.
            instance.redis.send(Command.REPLICAOF, "127.0.0.1", "1");
            assertThat(instance.cache.forgetKeys(
                            tenant.id(), List.of(tenant.key().hash())))
                    .isFalse();
            AtomicInteger withoutRedis = new AtomicInteger();
            Await.until("the replica is given up", SOON, () -> {
                withoutRedis.addAndGet(instance.letsOf(1, tenant.key()));
                return instance.redis.degraded();
            });

            assertThat(Rows.counted(tenant.id())).isEqualTo(withoutRedis.get());
            comeBack();
            assertThat(instance.letsOf(20, tenant.key())).isEqualTo(20);
            assertThat(instance.redis.degraded()).isFalse();
        }
    }

    @Test
    void muchIsForgottenInFewRoundTrips() {
        TestTenant tenant = TestTenants.create(servers);
        List<byte[]> hashes = IntStream.range(0, 2000)
                .mapToObj(i -> ApiKey.generate(tenant.id(), RANDOM).hash())
                .toList();
        assertThat(instance.lets(tenant.key())).isTrue();
        int before = proxy.sendings();

        assertThat(instance.cache.forgetAll(tenant.id(), hashes, List.of())).isTrue();

        assertThat(proxy.sendings() - before).isLessThan(200);
        assertThat(instance.redis.send(Command.EXISTS, RedisKeys.key(tenant.id(), hashes.getLast())))
                .isInstanceOfSatisfying(
                        Reply.Answer.class,
                        answer -> assertThat(String.valueOf(answer.value())).isEqualTo("1"));
    }

    @Test
    void aNodeOfAClusterWillDoAndForgottenScriptsAreSentAgain() {
        try (RedisServer node = servers.startRedis("cluster-enabled yes")) {
            Instance clustered = new Instance(clients.calls(node.url()), pool);
            clustered.redis.send(
                    Command.CLUSTER,
                    Stream.concat(
                                    Stream.of("ADDSLOTS"),
                                    IntStream.range(0, 16_384).mapToObj(Integer::toString))
                            .toArray(String[]::new));
            Await.until("the node serves", SOON, () -> clustered.redis.send(Command.GET, "a") instanceof Reply.Answer);
            TestTenant tenant = Rows.tenant(50);

            assertThat(clustered.letsOf(10, tenant.key())).isEqualTo(10);
            clustered.redis.send(Command.SCRIPT, "FLUSH");
            assertThat(clustered.letsOf(10, tenant.key())).isEqualTo(10);

            assertThat(clustered.admit(ApiKey.generate(tenant.id(), RANDOM))).isEqualTo(new Admission.Nobody());
            assertThat(clustered.redis.send(Command.HLEN, RedisKeys.requests(tenant.id())))
                    .isInstanceOfSatisfying(
                            Reply.Answer.class,
                            answer -> assertThat(String.valueOf(answer.value())).isIn("2", "3"));
            assertThat(clustered.cache.purge(tenant.id(), List.of(tenant.key().hash()), List.of()))
                    .isTrue();
            assertThat(Rows.counted(tenant.id())).isZero();
        }
    }

    private void giveUp() {
        ApiKey nobodys = ApiKey.generate(TestIds.tenant(), RANDOM);
        Await.until("Redis is given up", SOON, () -> {
            instance.admit(nobodys);
            return instance.redis.degraded();
        });
    }

    private void comeBack() {
        Await.until("Redis is back", SOON, () -> {
            instance.redis.send(Command.PING);
            return !instance.redis.degraded();
        });
    }
}
