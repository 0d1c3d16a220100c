package com.genericcorp.hub.bench;

import java.util.Arrays;
import java.util.List;

/** The same figure, measured several times. */
record Runs(List<Double> values) {
    /** @throws IllegalArgumentException when there is none, or one that is no measurement */
    Runs {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        for (double value : values) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("not a measurement: " + value);
            }
        }
    }

    static Runs of(double... values) {
        return new Runs(Arrays.stream(values).boxed().toList());
    }

    double median() {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
