package com.genericcorp.hub.lambda;

import com.genericcorp.hub.telemetry.Label;
import com.genericcorp.hub.telemetry.Metric;
import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a line's figures are told apart by. Each combination of dimensions is billed, so a tenant and an exact status are
 * properties: to be found in the log, and no dimension.
 *
 * @param summed whether there are figures of fewer dimensions too; the sum of a gauge's labels means nothing
 */
record Tags(Map<Label, String> dimensions, Map<Label, String> properties, boolean summed) {
    Tags {
        dimensions = Map.copyOf(dimensions);
        properties = Map.copyOf(properties);
    }

    static Tags of(Metric metric, Meter.Id id) {
        Map<Label, String> dimensions = new EnumMap<>(Label.class);
        Map<Label, String> properties = new EnumMap<>(Label.class);
        for (Label label : metric.labels()) {
            String value = String.valueOf(id.getTag(label.text()));
            switch (label) {
                case STATUS -> {
                    properties.put(label, value);
                    dimensions.put(Label.STATUS_CLASS, value.length() == 3 ? value.charAt(0) + "xx" : value);
                }
                case TENANT -> properties.put(label, value);
                case STATUS_CLASS, QUEUE, CAUSE, POOL, STATE, ROUTE -> dimensions.put(label, value);
            }
        }
        boolean gauge = switch (metric.kind()) {
            case GAUGE, GAUGE_OF_SECONDS -> true;
            case COUNTER, REQUEST_TIME, ROUND_TRIP, WAIT -> false;
        };
        return new Tags(dimensions, properties, !gauge);
    }

    /** The widest first: by function, then by each label more, in the labels' order. */
    List<List<String>> dimensionSets(String first) {
        List<List<String>> sets = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(first));
        sets.add(List.copyOf(names));
        for (Label label : new TreeSet<>(dimensions.keySet())) {
            names.add(label.text());
            sets.add(List.copyOf(names));
        }
        return summed ? sets : List.of(sets.getLast());
    }
}
