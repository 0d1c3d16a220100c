package com.genericcorp.hub.usage;

import com.genericcorp.hub.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How Redis's counts of a tenant looked at the last flush.
 *
 * @param epoch empty: there were none
 * @param minute the newest that had a count, since 1970
 * @param quantity the count of that minute
 */
record LastFlush(String epoch, long minute, long quantity, Instant at) {
    /** Counts that nobody adds to end by themselves after two days, by Redis's clock; see {@code admit.lua}. */
    private static final Duration UNUSED = Duration.ofDays(2).minusMinutes(5);
    /** Before this age no single minute is removed from the counts. */
    private static final Duration KEPT = Duration.ofDays(1);
    /** After this time all counts are asked for, not only those since. */
    private static final Duration RECENT = Duration.ofMinutes(15);
    /** By how much Redis's clock and this one may differ; should it be more, {@link #ALL_EVERY} makes up for it. */
    private static final long SKEW_MINUTES = 2;
    /** So often all counts of a tenant are asked for in any case, one tenant now and another one then. */
    private static final long ALL_EVERY = 60;

    /** Which minutes may have changed since; empty: any. */
    Optional<List<Long>> minutesToRead(TenantId tenant, Instant now) {
        boolean itsTurn = Math.floorMod(RequestCounts.minute(now) + tenant.hashCode(), ALL_EVERY) == 0;
        Duration age = Duration.between(at, now);
        if (itsTurn || age.isNegative() || age.compareTo(RECENT) > 0) {
            return Optional.empty();
        }
        List<Long> minutes = new ArrayList<>();
        long first = RequestCounts.minute(at) - SKEW_MINUTES;
        if (minute < first) {
            minutes.add(minute);
        }
        for (long m = first; m <= RequestCounts.minute(now) + SKEW_MINUTES; m++) {
            minutes.add(m);
        }
        return Optional.of(minutes);
    }

    /** Whether Redis has forgotten counts that it should still have, so that newer ones may be missing too. */
    boolean lostSince(RequestCounts counts, Instant now) {
        if (epoch.isEmpty()) {
            return false;
        }
        Duration age = Duration.between(RequestCounts.time(minute), now);
        if (!epoch.equals(counts.epoch())) {
            return age.compareTo(UNUSED) < 0;
        }
        return age.compareTo(KEPT) < 0 && counts.in(minute) < quantity;
    }

    /** How they look now. */
    LastFlush next(RequestCounts counts, Instant now) {
        Map.Entry<Long, Long> newest = counts.byMinute().lastEntry();
        return newest == null
                ? new LastFlush(
                        counts.epoch(), epoch.equals(counts.epoch()) ? minute : RequestCounts.minute(now), 0, now)
                : new LastFlush(counts.epoch(), newest.getKey(), newest.getValue(), now);
    }

    /** Before there was any. */
    static LastFlush never() {
        return new LastFlush("", 0, 0, Instant.EPOCH);
    }
}
