package com.genericcorp.hub.access.limit;

/**
 * A sustained rate with a burst on top, kept by the generic cell rate algorithm: at most {@code burst} at once, and
 * {@code perSecond} in the long run.
 *
 * @param name the policy's name
 */
public record Pace(String name, int perSecond, int burst) {
    private static final long SECOND_MICROS = 1_000_000;

    public Pace {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(name + " allows nothing");
        }
    }

    Policy policy() {
        return new Policy(name, burst, Math.ceilDiv(burst, perSecond));
    }

    /** How long one request takes to be given back: rounded up, so that sums stay exact and nobody gets more. */
    long intervalMicros() {
        return Math.ceilDiv(SECOND_MICROS, perSecond);
    }

    static long seconds(long micros) {
        return Math.ceilDiv(micros, SECOND_MICROS);
    }
}
