package com.genericcorp.hub.lambda;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.function.Consumer;

/** Counts from zero again whenever it is written: CloudWatch sums up. */
final class KeptCounter extends AbstractMeter implements Counter, Kept {
    private final Consumer<Kept> recorded;
    private double kept;
    private double total;

    KeptCounter(Meter.Id id, Consumer<Kept> recorded) {
        super(id);
        this.recorded = recorded;
    }

    @Override
    public void increment(double amount) {
        add(amount);
        recorded.accept(this);
    }

    private synchronized void add(double amount) {
        kept += amount;
        total += amount;
    }

    @Override
    public synchronized double count() {
        return total;
    }

    @Override
    public synchronized List<Double> take() {
        List<Double> taken = kept == 0 ? List.of() : List.of(kept);
        kept = 0;
        return taken;
    }
}
