package com.genericcorp.hub.lambda;

import io.micrometer.core.instrument.AbstractTimer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps every time in seconds, so that CloudWatch can tell percentiles exactly. */
final class KeptTimer extends AbstractTimer implements Kept {
    private final Consumer<Kept> recorded;
    private final Consumer<List<Double>> overflow;
    private List<Double> kept = new ArrayList<>();
    private long count;
    private double total;
    private double longest;

    KeptTimer(
            Meter.Id id, Clock clock, PauseDetector pauses, Consumer<Kept> recorded, Consumer<List<Double>> overflow) {
        super(id, clock, DistributionStatisticConfig.NONE, pauses, TimeUnit.SECONDS, false);
        this.recorded = recorded;
        this.overflow = overflow;
    }

    @Override
    protected void recordNonNegative(long amount, TimeUnit unit) {
        List<Double> full = add(unit.toNanos(amount) / 1e9);
        if (full.isEmpty()) {
            recorded.accept(this);
        } else {
            overflow.accept(full);
        }
    }

    private synchronized List<Double> add(double seconds) {
        kept.add(seconds);
        count++;
        total += seconds;
        longest = Math.max(longest, seconds);
        return kept.size() < EmfLines.MOST_VALUES ? List.of() : take();
    }

    @Override
    public synchronized List<Double> take() {
        List<Double> taken = kept;
        kept = new ArrayList<>();
        return taken;
    }

    @Override
    public synchronized long count() {
        return count;
    }

    @Override
    public synchronized double totalTime(TimeUnit unit) {
        return total * 1e9 / unit.toNanos(1);
    }

    @Override
    public synchronized double max(TimeUnit unit) {
        return longest * 1e9 / unit.toNanos(1);
    }
}
