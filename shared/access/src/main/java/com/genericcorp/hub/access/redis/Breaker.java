package com.genericcorp.hub.access.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Opens after a few failures in a row, so that nobody waits for what will not come, and closes when a probe was answered.
 *
 * <pre>
 * closed --failures in a row--> open --probe answered--> closed
 * </pre>
 */
final class Breaker {
    private static final int FAILURES = 5;
    private static final long BETWEEN_PROBES_NANOS = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicLong nextProbe = new AtomicLong();
    private volatile boolean open;

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean isOpen() {
        return open;
    }

    /** @return whether this success closed it */
    boolean succeeded() {
        failuresInARow.set(0);
        boolean closed = open;
        open = false;
        return closed;
    }

    /** @return whether this failure opened it */
    boolean failed() {
        if (failuresInARow.incrementAndGet() < FAILURES || open) {
            return false;
        }
        nextProbe.set(nanoTime.getAsLong() + BETWEEN_PROBES_NANOS);
        open = true;
        return true;
    }

    /** Whether the caller shall send a probe now: while open, one caller a second. */
    boolean mayProbe() {
        long next = nextProbe.get();
        long now = nanoTime.getAsLong();
        return open && now - next >= 0 && nextProbe.compareAndSet(next, now + BETWEEN_PROBES_NANOS);
    }
}
