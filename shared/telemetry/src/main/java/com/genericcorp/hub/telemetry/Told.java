package com.genericcorp.hub.telemetry;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;

/** A figure that somebody counted a while ago, and that nobody knows any more when it is too old. */
final class Told {
    private static final long KEPT = Duration.ofMinutes(5).toNanos();

    private final Clock clock;
    private volatile Figure figure = new Figure(Double.NaN, 0);

    Told(Clock clock) {
        this.clock = clock;
    }

    void tell(double value) {
        figure = new Figure(value, clock.monotonicTime());
    }

    double value() {
        Figure last = figure;
        return clock.monotonicTime() - last.at < KEPT ? last.value : Double.NaN;
    }

    private record Figure(double value, long at) {}
}
