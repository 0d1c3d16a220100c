package com.genericcorp.hub.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long answers took, to the millisecond; beyond a minute they are a minute. */
final class Latencies {
    private static final int LONGEST_MS = 60_000;

    private final AtomicLongArray counts = new AtomicLongArray(LONGEST_MS + 1);

    void add(long millis) {
        counts.incrementAndGet((int) Math.clamp(millis, 0, LONGEST_MS));
    }

    void addAll(Latencies other) {
        for (int millis = 0; millis <= LONGEST_MS; millis++) {
            counts.addAndGet(millis, other.counts.get(millis));
        }
    }

    long count() {
        long sum = 0;
        for (int millis = 0; millis <= LONGEST_MS; millis++) {
            sum += counts.get(millis);
        }
        return sum;
    }

    /** The milliseconds that {@code percent} of the answers took at most (nearest rank); 0 when there was none. */
    long percentile(double percent) {
        long rank = (long) Math.ceil(count() * percent / 100);
        long seen = 0;
        for (int millis = 0; millis <= LONGEST_MS; millis++) {
            seen += counts.get(millis);
            if (seen >= rank && seen > 0) {
                return millis;
            }
        }
        return 0;
    }
}
