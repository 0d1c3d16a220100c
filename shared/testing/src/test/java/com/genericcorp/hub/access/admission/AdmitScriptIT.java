package com.genericcorp.hub.access.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.Grants;
import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.Token;
import com.genericcorp.hub.access.admission.AdmitScript.Answer;
import com.genericcorp.hub.access.admission.Credentials.Found;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestRedis;
import com.genericcorp.hub.testing.TestServers;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code admit.lua} on a real Redis, with the time passed in. */
class AdmitScriptIT {
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    /** 2026-03-01T12:00:00Z, and an odd beginning within the minute. */
    private static final long START = 1_772_366_400_000L + 17_123;

    private static TestRedis clients;
    private static RedisCalls redis;

    private final TenantId tenant = new TenantId(UUID.randomUUID());

    @BeforeAll
    @BeforeContainer
    static void connect() {
        clients = new TestRedis();
        redis = clients.calls(TestServers.shared().redis().url());
    }

    @AfterAll
    @AfterContainer
    static void disconnect() {
        clients.close();
    }

    /** What must hold of every sequence of requests, reckoned from nothing but the times of those let through. */
    @Property(tries = 60)
    void neverMoreThanTheQuotaInAnHourAndNoRefusalBelowItInSixtyOneMinutes(
            @ForAll("pauses") List<Long> pauses, @ForAll @IntRange(min = 1, max = 12) int quota) {
        TenantId own = new TenantId(UUID.randomUUID());
        List<Long> admitted = new ArrayList<>();
        long now = START;
        long told = Long.MAX_VALUE;
        for (long pause : pauses) {
            now += pause;
            switch (ask(own, quota, 0, now)) {
                case Answer.Within within -> {
                    admitted.add(now);
                    told = Long.MAX_VALUE;
                    assertThat(since(admitted, now - HOUR)).isLessThanOrEqualTo(quota);
                    assertThat(within.remaining())
                            .isEqualTo(quota - since(admitted, (Math.floorDiv(now, MINUTE) - 60) * MINUTE - 1));
                    assertThat(within.resetSeconds()).isBetween(1L, 3660L);
                }
                case Answer.Over over -> {
                    assertThat(since(admitted, now - HOUR - MINUTE)).isGreaterThanOrEqualTo(quota);
                    assertThat(now).as("refused when told to come back").isLessThan(told);
                    assertThat(over.retryAfterSeconds()).isBetween(1L, 3660L);
                    told = now + over.retryAfterSeconds() * 1000;
                }
                case Answer other -> throw new AssertionError(other);
            }
        }
    }

    /** {@code Retry-After} promises: not a second earlier, and then really. */
    @Property(tries = 30)
    void isLetThroughExactlyWhenItWasTold(
            @ForAll("pauses") List<Long> pauses, @ForAll @IntRange(min = 1, max = 12) int quota) {
        TenantId own = new TenantId(UUID.randomUUID());
        long now = START;
        for (long pause : pauses) {
            now += pause;
            if (ask(own, quota, 0, now) instanceof Answer.Over over) {
                long told = now + over.retryAfterSeconds() * 1000;
                assertThat(ask(own, quota, 0, told - 1001)).isInstanceOf(Answer.Over.class);
                assertThat(ask(own, quota, 0, told)).isInstanceOf(Answer.Within.class);
                return;
            }
        }
    }

    @Provide
    Arbitrary<List<Long>> pauses() {
        Arbitrary<Long> pause = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.longs().between(0, 50)),
                net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(0, 2 * MINUTE)),
                net.jqwik.api.Tuple.of(2, Arbitraries.longs().between(8 * MINUTE, 30 * MINUTE)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(HOUR - 2000, HOUR + MINUTE + 2000)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(MINUTE, HOUR, HOUR - 1, HOUR + MINUTE)));
        return pause.list().ofMinSize(1).ofMaxSize(60);
    }

    @Test
    void aLowerLimitCountsWhatWasLetThroughBefore() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask(tenant, 10, 0, START + i * MINUTE)).isInstanceOf(Answer.Within.class);
        }

        // Four of the five must have left before one more of three is let through.
        assertThat(ask(tenant, 3, 0, START + 5 * MINUTE))
                .isInstanceOfSatisfying(
                        Answer.Over.class,
                        over -> assertThat(over.retryAfterSeconds())
                                .isEqualTo((63 * MINUTE - 5 * MINUTE - 17_123 + 999) / 1000));
    }

    @Test
    void whatAnInstanceKnowsCountsWhereRedisForgotIt() {
        assertThat(ask(tenant, 10, 9, START))
                .isInstanceOfSatisfying(
                        Answer.Within.class,
                        within -> assertThat(within.remaining()).isZero());
        assertThat(ask(tenant, 10, 10, START)).isInstanceOf(Answer.Over.class);
        assertThat(ask(tenant, 10, 0, START)).isInstanceOf(Answer.Within.class);
    }

    @Test
    void aTenantThatIsNotActiveIsChargedNothing() {
        Answer answer = at(START).tell(person(tenant), 0, Optional.of(found(10, "suspended")), true);

        assertThat(answer).isInstanceOf(Answer.NotActive.class);
        assertThat(send(Command.PTTL, RedisKeys.tenant(tenant)).toLong()).isBetween(1L, 5_000L);
        assertThat(send(Command.EXISTS, RedisKeys.requests(tenant)).toInteger()).isZero();
    }

    @Test
    void countsStayForADayAndDoNotGrowWithoutEnd() {
        for (int minute = 0; minute < 1700; minute++) {
            ask(tenant, 100, 0, START + minute * MINUTE);
        }
        long now = START / MINUTE + 1699;

        String key = RedisKeys.requests(tenant);
        assertThat(send(Command.HLEN, key).toInteger()).isBetween(1442, 1502);
        assertThat(send(Command.HGET, key, Long.toString(now - 1439)).toInteger())
                .isEqualTo(1);
        assertThat(send(Command.HGET, key, "epoch").toString()).matches("[0-9a-f]{1,16}");
        assertThat(send(Command.TTL, key).toInteger()).isBetween(172_000, 172_800);
    }

    @Test
    void anEpochStaysUntilTheCountsAreLost() {
        String key = RedisKeys.requests(tenant);
        ask(tenant, 100, 0, START);
        String epoch = send(Command.HGET, key, "epoch").toString();

        ask(tenant, 100, 0, START + MINUTE);
        assertThat(send(Command.HGET, key, "epoch").toString()).isEqualTo(epoch);

        send(Command.DEL, key);
        ask(tenant, 100, 0, START + 2 * MINUTE);
        assertThat(send(Command.HGET, key, "epoch").toString()).isNotEqualTo(epoch);
    }

    @Test
    void aKeptKeyEndsAtTheInstantThatItNames() {
        Credentials key = new Credentials.Key(tenant, new byte[32]);
        KeyRecord record = new KeyRecord(UUID.randomUUID(), START + 10_000, List.of("events", "usage"));
        Found found = new Found(new TenantRecord(10, "active", "slug"), Optional.of(record));

        assertThat(at(START).tell(key, 0, Optional.of(found), true))
                .isInstanceOfSatisfying(
                        Answer.Within.class,
                        within -> assertThat(within.found()).isEqualTo(found));
        assertThat(at(START + 9_999).ask(key, 0)).isInstanceOf(Answer.Within.class);
        assertThat(at(START + 10_000).ask(key, 0)).isInstanceOf(Answer.Nobody.class);
        assertThat(send(Command.PTTL, RedisKeys.key(tenant, new byte[32])).toLong())
                .isBetween(1L, 10_000L);
    }

    @Test
    void whatMayNotBeKeptIsNot() {
        Credentials key = new Credentials.Key(tenant, new byte[32]);

        assertThat(at(START).tell(key, 0, Optional.of(foundByKey()), false)).isInstanceOf(Answer.Within.class);
        assertThat(at(START).ask(key, 0)).isInstanceOf(Answer.Miss.class);
        assertThat(at(START).tell(key, 0, Optional.empty(), false)).isInstanceOf(Answer.Nobody.class);
        assertThat(at(START).ask(key, 0)).isInstanceOf(Answer.Miss.class);
    }

    @Test
    void nobodyIsKeptForHalfAMinuteAndAKeyForOne() {
        Credentials unknown = new Credentials.Key(tenant, new byte[32]);
        Credentials known = new Credentials.Key(tenant, new byte[] {1});
        at(START).tell(unknown, 0, Optional.empty(), true);
        at(START).tell(known, 0, Optional.of(foundByKey()), true);

        assertThat(at(START).ask(unknown, 0)).isInstanceOf(Answer.Nobody.class);
        assertThat(send(Command.PTTL, RedisKeys.key(tenant, new byte[32])).toLong())
                .isBetween(25_000L, 30_000L);
        assertThat(send(Command.PTTL, RedisKeys.key(tenant, new byte[] {1})).toLong())
                .isBetween(55_000L, 60_000L);
        assertThat(send(Command.PTTL, RedisKeys.tenant(tenant)).toLong()).isBetween(55_000L, 60_000L);
    }

    private static Found found(int quota, String status) {
        return new Found(new TenantRecord(quota, status, "slug"), Optional.empty());
    }

    private static Found foundByKey() {
        return new Found(
                new TenantRecord(10, "active", "slug"), Optional.of(new KeyRecord(UUID.randomUUID(), 0, List.of("*"))));
    }

    private static Credentials person(TenantId tenant) {
        return new Credentials.Person(new Token.OfTenant(tenant, Grants.all(), "user:somebody"));
    }

    private static Answer ask(TenantId tenant, int quota, long known, long now) {
        return at(now).tell(person(tenant), known, Optional.of(found(quota, "active")), true);
    }

    private static AdmitScript at(long now) {
        return new AdmitScript(redis, new Random(), OptionalLong.of(now));
    }

    private static long since(List<Long> times, long after) {
        return times.stream().filter(time -> time > after).count();
    }

    private static Response send(Command command, String... arguments) {
        return switch (redis.send(command, arguments)) {
            case Reply.Answer answer -> Objects.requireNonNull(answer.value());
            case Reply.Away away -> throw new AssertionError(away);
        };
    }
}
