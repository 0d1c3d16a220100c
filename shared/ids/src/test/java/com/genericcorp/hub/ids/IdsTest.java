package com.genericcorp.hub.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdsTest {
    /** 48 bits of milliseconds end in the year 10889. */
    private static final long LAST = (1L << 48) - 1;

    @Property
    void anIdIsAUuidOfVersionSevenThatCarriesItsTime(@ForAll @LongRange(max = LAST) long millis, @ForAll long seed) {
        UUID id = ids(Instant.EPOCH, seed)
                .nextAt(IdKind.EVENT, Instant.ofEpochMilli(millis))
                .uuid();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Property
    void theFloorOfATimeParts(@ForAll @LongRange(min = 1, max = LAST) long millis, @ForAll long seed) {
        Instant time = Instant.ofEpochMilli(millis);
        Ids ids = ids(time, seed);
        String floor = new Id(IdKind.EVENT, Ids.floor(time)).toString();

        assertThat(ids.nextAt(IdKind.EVENT, time).toString()).isGreaterThanOrEqualTo(floor);
        assertThat(ids.nextAt(IdKind.EVENT, time.minusMillis(1)).toString()).isLessThan(floor);
    }

    @Test
    void thousandsOfOneMillisecondDiffer() {
        Ids ids = ids(Instant.parse("2026-01-01T00:00:00Z"), 1);
        Set<Id> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next(IdKind.EVENT));
        }

        assertThat(made).hasSize(10_000);
    }

    @Test
    void timeAndChanceAreThoseThatWereGiven() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(ids(time, 7).next(IdKind.EVENT)).isEqualTo(ids(time, 7).next(IdKind.EVENT));
        assertThat(ids(time, 7).nextTenant().uuid().getMostSignificantBits() >>> 16)
                .isEqualTo(time.toEpochMilli());
    }

    private static Ids ids(Instant time, long seed) {
        return new Ids(Clock.fixed(time, ZoneOffset.UTC), new Random(seed));
    }
}
