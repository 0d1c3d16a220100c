package com.genericcorp.hub.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OwnHoursTest {
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;

    private final TenantId tenant = new TenantId(new UUID(1, 2));
    private long now = Instant.parse("2026-03-01T12:00:17Z").toEpochMilli();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the hub reckons in UTC");
        }
    };

    @Property(tries = 200)
    void holdsTheRuleOfTheHourByItself(
            @ForAll("pauses") List<Long> pauses, @ForAll @IntRange(min = 1, max = 12) int quota) {
        OwnHours hours = new OwnHours(clock, 1);
        List<Long> admitted = new ArrayList<>();
        long told = Long.MAX_VALUE;
        for (long pause : pauses) {
            now += pause;
            switch (hours.charge(tenant, quota)) {
                case Verdict.Within within -> {
                    admitted.add(now);
                    told = Long.MAX_VALUE;
                    assertThat(since(admitted, now - HOUR)).isLessThanOrEqualTo(quota);
                }
                case Verdict.Over over -> {
                    assertThat(since(admitted, now - HOUR - MINUTE)).isGreaterThanOrEqualTo(quota);
                    assertThat(now).as("refused when told to come back").isLessThan(told);
                    told = now + over.retryAfterSeconds() * 1000;
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Long>> pauses() {
        Arbitrary<Long> pause = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 50)),
                Tuple.of(3, Arbitraries.longs().between(0, 2 * MINUTE)),
                Tuple.of(2, Arbitraries.longs().between(8 * MINUTE, 30 * MINUTE)),
                Tuple.of(1, Arbitraries.longs().between(HOUR - 2000, 3 * HOUR)));
        return pause.list().ofMinSize(1).ofMaxSize(60);
    }

    @Test
    void givesOutItsShareAndNeverMoreThanIsLeftOfTheWhole() {
        OwnHours hours = new OwnHours(clock, 0.25);
        for (int i = 0; i < 35; i++) {
            hours.add(tenant);
        }

        assertThat(letOf(hours, 40)).isEqualTo(5);
        now += Duration.ofMinutes(61).toMillis();
        assertThat(letOf(hours, 40)).isEqualTo(10);
    }

    @Test
    void givesOutOneHoweverSmallTheShare() {
        assertThat(letOf(new OwnHours(clock, 0.01), 3)).isEqualTo(1);
    }

    private int letOf(OwnHours hours, int quota) {
        int let = 0;
        while (hours.charge(tenant, quota) instanceof Verdict.Within) {
            let++;
        }
        return let;
    }

    private static long since(List<Long> times, long after) {
        return times.stream().filter(time -> time > after).count();
    }
}
