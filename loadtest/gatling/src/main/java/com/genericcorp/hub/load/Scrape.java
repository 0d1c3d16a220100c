package com.genericcorp.hub.load;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the hub says of itself, in Prometheus' text format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
record Scrape(String text) {
    private static final Pattern SAMPLE =
            Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? ([^ ]+)(?: [0-9]+)?$", Pattern.MULTILINE);

    /** The sum of all samples of {@code name} whose labels hold {@code label}; nothing when there are none. */
    OptionalDouble sum(String name, String label) {
        double sum = 0;
        boolean found = false;
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            String labels = samples.group(2) == null ? "" : samples.group(2);
            if (samples.group(1).equals(name) && labels.contains(label)) {
                double value = number(samples.group(3));
                if (!Double.isNaN(value)) {
                    sum += value;
                    found = true;
                }
            }
        }
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
