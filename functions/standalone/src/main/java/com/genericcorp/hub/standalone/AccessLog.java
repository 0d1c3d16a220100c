package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests that the hub's access log shows as counted, by tenant and hour. It is one JSON object a line, among the
 * log's other lines, which are skipped.
 */
record AccessLog(long requests, SortedMap<Hour, Long> counts) {
    private static final String CATEGORY = "hub.access";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A tenant's hour. */
    record Hour(String tenant, Instant start) implements Comparable<Hour> {
        private static final Comparator<Hour> ORDER =
                Comparator.comparing(Hour::start).thenComparing(Hour::tenant);

        @Override
        public int compareTo(Hour other) {
            return ORDER.compare(this, other);
        }

        Instant end() {
            return start.plus(1, ChronoUnit.HOURS);
        }
    }

    static AccessLog read(List<Path> files) throws IOException {
        SortedMap<Hour, Long> counts = new TreeMap<>();
        long requests = 0;
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.contains(CATEGORY)) {
                        requests += count(line, counts);
                    }
                }
            }
        }
        return new AccessLog(requests, counts);
    }

    /** @return 1 when the line is of a request that was counted */
    private static int count(String line, SortedMap<Hour, Long> counts) {
        try {
            JsonNode entry = JSON.readTree(line);
            if (!entry.path("loggerName").asText().equals(CATEGORY)
                    || !entry.path("counted").asBoolean()
                    || !entry.path("tenant_id").isTextual()) {
                return 0;
            }
            Instant received = Instant.parse(entry.path("received_at").asText());
            counts.merge(
                    new Hour(entry.path("tenant_id").asText(), received.truncatedTo(ChronoUnit.HOURS)), 1L, Long::sum);
            return 1;
        } catch (JsonProcessingException | DateTimeException e) {
            return 0; // Of another kind, or cut off where the hub was killed.
        }
    }

    Instant from() {
        return counts.firstKey().start();
    }

    /** Exclusive. */
    Instant to() {
        return counts.lastKey().end();
    }
}
