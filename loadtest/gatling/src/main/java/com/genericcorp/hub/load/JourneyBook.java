package com.genericcorp.hub.load;

import java.util.concurrent.atomic.LongAdder;

/** What happened on one journey. */
final class JourneyBook {
    private final Latencies latencies = new Latencies();
    private final LongAdder planned = new LongAdder();
    private final LongAdder errors = new LongAdder();

    void sentAsPlanned() {
        planned.increment();
    }

    void answered(long millis, boolean good) {
        latencies.add(millis);
        if (!good) {
            errors.increment();
        }
    }

    Latencies latencies() {
        return latencies;
    }

    long requests() {
        return latencies.count();
    }

    /** How many of the planned requests were sent. */
    long planned() {
        return planned.sum();
    }

    long errors() {
        return errors.sum();
    }
}
