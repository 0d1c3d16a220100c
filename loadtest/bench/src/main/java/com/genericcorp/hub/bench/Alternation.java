package com.genericcorp.hub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Runs contestants in turns, so that whatever else the machine does meets all of them. */
final class Alternation {
    static final int TURNS = 3;

    private Alternation() {}

    /** @return for each contestant, by its name, what its turns returned */
    static Map<String, Runs> measure(Map<String, Callable<Double>> contestants) throws Exception {
        Map<String, List<Double>> values = new TreeMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (Map.Entry<String, Callable<Double>> contestant : contestants.entrySet()) {
                values.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>())
                        .add(contestant.getValue().call());
            }
        }
        Map<String, Runs> runs = new TreeMap<>();
        values.forEach((name, all) -> runs.put(name, new Runs(all)));
        return runs;
    }

    static Runs of(Map<String, Runs> measured, String contestant) {
        Runs runs = measured.get(contestant);
        BenchException.check(runs != null, contestant + " was not measured");
        return Objects.requireNonNull(runs);
    }
}
