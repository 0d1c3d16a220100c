package com.genericcorp.hub.load;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened in the run. */
final class RunBook {
    private static final int KINDS_OF_COMPLAINT = 100;

    private final Map<Journey, JourneyBook> journeys = new EnumMap<>(Journey.class);
    private final Map<String, LongAdder> complaints = new ConcurrentHashMap<>();
    private final LongAdder foreignReads = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    RunBook() {
        for (Journey journey : Journey.values()) {
            journeys.put(journey, new JourneyBook());
        }
    }

    JourneyBook of(Journey journey) {
        return Objects.requireNonNull(journeys.get(journey));
    }

    void answered(Journey journey, String request, long millis, Verdict verdict) {
        of(journey).answered(millis, verdict instanceof Verdict.Good);
        switch (verdict) {
            case Verdict.Good _ -> {}
            case Verdict.Bad bad -> complain(request + ": " + bad.why());
            case Verdict.Foreign foreign -> {
                foreignReads.increment();
                complain(request + ": FOREIGN " + foreign.what());
            }
        }
    }

    /** Something of another tenant was seen beside the journeys. */
    void foreignRead(String what) {
        foreignReads.increment();
        complain("FOREIGN " + what);
    }

    void moved(long bodyBytes) {
        bytes.add(bodyBytes);
    }

    private void complain(String text) {
        if (complaints.size() < KINDS_OF_COMPLAINT || complaints.containsKey(text)) {
            complaints.computeIfAbsent(text, ignored -> new LongAdder()).increment();
        }
    }

    long requests() {
        return journeys.values().stream().mapToLong(JourneyBook::requests).sum();
    }

    long planned() {
        return journeys.values().stream().mapToLong(JourneyBook::planned).sum();
    }

    long errors() {
        return journeys.values().stream().mapToLong(JourneyBook::errors).sum();
    }

    long foreignReads() {
        return foreignReads.sum();
    }

    /** Of bodies, both ways. */
    long bytes() {
        return bytes.sum();
    }

    long p95() {
        Latencies all = new Latencies();
        journeys.values().forEach(book -> all.addAll(book.latencies()));
        return all.percentile(95);
    }

    /** The commonest first. */
    List<String> complaints(int most) {
        return complaints.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, LongAdder> entry) ->
                        -entry.getValue().sum()))
                .limit(most)
                .map(entry -> entry.getValue().sum() + " × " + entry.getKey())
                .toList();
    }
}
