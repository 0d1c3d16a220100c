package com.genericcorp.hub.lambda;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import java.util.List;

/** Counts from zero again whenever it is written: CloudWatch sums up. */
final class KeptCounter extends AbstractMeter implements Counter, Kept {
    private double kept;
    private double total;

    KeptCounter(Meter.Id id) {
        super(id);
    }

    @Override
    public synchronized void increment(double amount) {
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
