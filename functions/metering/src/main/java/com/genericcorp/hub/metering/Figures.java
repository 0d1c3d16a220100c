package com.genericcorp.hub.metering;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What metering knows of itself, in one place for whoever watches it. */
@Singleton
final class Figures {
    private final AtomicLong lagSeconds = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong differences = new AtomicLong();

    /** How long ago the tenant that waits the longest was counted; each minute. */
    void lag(Duration lag) {
        lagSeconds.set(lag.toSeconds());
    }

    /** Of how many tenants Redis has lost counts. */
    void gaps(int found) {
        gaps.addAndGet(found);
    }

    /** How many rows were counted for the first time. */
    void rows(long counted) {
        rows.addAndGet(counted);
    }

    /** How many hours disagree with their rows, as the daily reconciliation found. */
    void differences(int found) {
        differences.addAndGet(found);
    }

    long lagSeconds() {
        return lagSeconds.get();
    }

    long gaps() {
        return gaps.get();
    }

    long rows() {
        return rows.get();
    }

    long differences() {
        return differences.get();
    }
}
