package com.genericcorp.hub.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.testing.TestRedis;
import com.genericcorp.hub.testing.TestServers;
import io.vertx.redis.client.Command;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code gcra.lua} on a real Redis, with the time passed in. */
class PacesIT {
    private static final long START = 1_772_366_400_000_000L;
    private static final long SECOND = 1_000_000;

    private static TestRedis clients;
    private static RedisCalls redis;
    private static Paces paces;

    @BeforeAll
    @BeforeContainer
    static void connect() {
        clients = new TestRedis();
        redis = clients.calls(TestServers.shared().redis().url());
        paces = new Paces(redis, Clock.systemUTC());
    }

    @AfterAll
    @AfterContainer
    static void disconnect() {
        clients.close();
    }

    @Property(tries = 60)
    void neverMoreThanTheBurstAndTheRateAndNoRefusalBelowThem(
            @ForAll("pauses") List<Long> pauses,
            @ForAll @IntRange(min = 1, max = 7) int perSecond,
            @ForAll @IntRange(min = 1, max = 9) int burst) {
        Pace pace = new Pace("test", perSecond, burst);
        String key = key();
        List<Long> taken = new ArrayList<>();
        long now = START;
        long told = Long.MAX_VALUE;
        for (long pause : pauses) {
            now += pause;
            switch (take(pace, key, 1, now)) {
                case Verdict.Within within -> {
                    assertThat(within.remaining()).isBetween(0L, (long) burst - 1);
                    taken.add(now);
                    told = Long.MAX_VALUE;
                    holds(taken, perSecond, burst);
                }
                case Verdict.Over over -> {
                    assertThat(now).as("refused when told to come back").isLessThan(told);
                    told = now + over.retryAfterSeconds() * SECOND;
                    // Were there one to give, it would have been given.
                    taken.add(now);
                    assertThat(exceeds(taken, perSecond, burst)).isTrue();
                    taken.removeLast();
                }
            }
        }
    }

    /** Over every stretch between two takings: the burst, and what the rate gave back since. */
    private static void holds(List<Long> taken, int perSecond, int burst) {
        assertThat(exceeds(taken, perSecond, burst)).isFalse();
    }

    private static boolean exceeds(List<Long> taken, int perSecond, int burst) {
        long interval = Math.ceilDiv(SECOND, perSecond);
        long last = taken.getLast();
        for (int from = 0; from < taken.size(); from++) {
            long within = taken.size() - from;
            if (within * interval > burst * interval + last - taken.get(from)) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<List<Long>> pauses() {
        Arbitrary<Long> pause = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.longs().between(0, 1000)),
                Tuple.of(3, Arbitraries.longs().between(0, SECOND)),
                Tuple.of(1, Arbitraries.longs().between(SECOND, 20 * SECOND)));
        return pause.list().ofMinSize(1).ofMaxSize(60);
    }

    @Test
    void lookingTakesNothing() {
        Pace pace = new Pace("test", 1, 2);
        String key = key();

        for (int i = 0; i < 5; i++) {
            assertThat(take(pace, key, 0, START).remaining()).isEqualTo(2);
        }
        take(pace, key, 1, START);
        take(pace, key, 1, START);
        assertThat(take(pace, key, 0, START)).isEqualTo(new Verdict.Over(pace.policy(), 1));
    }

    @Test
    void namesThePolicyAndWhenAllIsBack() {
        Pace pace = new Pace("ingest", 20, 500);
        String key = key();
        for (int i = 0; i < 30; i++) {
            take(pace, key, 1, START);
        }

        assertThat(take(pace, key, 1, START)).isEqualTo(new Verdict.Within(new Policy("ingest", 500, 25), 469, 2));
    }

    @Test
    void readsTheVersionBesides() {
        String key = key();
        String version = "{" + key + "}:version";
        redis.send(Command.SET, version, "v7");

        assertThat(paces.charge(new Pace("ingest", 1, 1), "{" + key + "}:ingest", version)
                        .version())
                .contains("v7");
        assertThat(paces.charge(new Pace("ingest", 1, 1), "{" + key + "}:ingest", version)
                        .version())
                .contains("v7");
    }

    @Test
    void aLowerPaceIsNotPaidForByThePast() {
        String key = key();
        Pace wide = new Pace("ingest", 1, 1000);
        for (int i = 0; i < 1000; i++) {
            take(wide, key, 1, START);
        }

        assertThat(take(new Pace("ingest", 1, 10), key, 1, START))
                .isEqualTo(new Verdict.Over(new Policy("ingest", 10, 10), 1));
    }

    private static Verdict take(Pace pace, String key, int many, long now) {
        return paces.ask(pace, List.of(key), many, OptionalLong.of(now)).verdict();
    }

    private static String key() {
        return "pace-" + UUID.randomUUID();
    }
}
