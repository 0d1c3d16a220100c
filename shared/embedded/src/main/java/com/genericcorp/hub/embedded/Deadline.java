package com.genericcorp.hub.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for another process: there is nothing to be notified by, so it looks every few milliseconds. */
public final class Deadline {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Deadline() {}

    /** @return whether {@code condition} came true within {@code limit} */
    public static boolean await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
