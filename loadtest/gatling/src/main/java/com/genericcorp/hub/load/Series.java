package com.genericcorp.hub.load;

import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** A figure that was looked at again and again. */
final class Series {
    private final String name;
    private final DoubleFunction<String> shown;
    private final DoubleSummaryStatistics seen = new DoubleSummaryStatistics();

    Series(String name, DoubleFunction<String> shown) {
        this.name = name;
        this.shown = shown;
    }

    synchronized void add(OptionalDouble value) {
        value.ifPresent(seen::accept);
    }

    synchronized String line() {
        return seen.getCount() == 0
                ? "  %-28s not measured by this hub".formatted(name)
                : "  %-28s mean %s, highest %s"
                        .formatted(name, shown.apply(seen.getAverage()), shown.apply(seen.getMax()));
    }
}
