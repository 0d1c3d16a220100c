package com.genericcorp.hub.ids;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDv7 values: 48 bits of milliseconds, then 74 random ones, so that ids sort by the time they were made.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, 5.7</a>
 */
public final class Ids {
    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public Id next(IdKind kind) {
        return nextAt(kind, clock.instant());
    }

    /** An id that carries {@code time}, to the millisecond. */
    public Id nextAt(IdKind kind, Instant time) {
        return new Id(kind, at(time, random.nextInt(1 << 12), random.nextLong()));
    }

    public TenantId nextTenant() {
        return new TenantId(next(IdKind.TENANT).uuid());
    }

    /** The smallest UUIDv7 of a millisecond: ids made before {@code time} are smaller, all others are not. */
    public static UUID floor(Instant time) {
        return at(time, 0, 0);
    }

    private static UUID at(Instant time, int randomA, long randomB) {
        long high = (time.toEpochMilli() << 16) | 0x7000 | randomA;
        long low = (randomB & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
