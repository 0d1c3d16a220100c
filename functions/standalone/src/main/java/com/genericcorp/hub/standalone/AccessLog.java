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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests that the hub's access log shows as counted, by tenant and hour. It is one JSON object a line, perhaps behind
 * a prefix of whatever collected it, among the log's other lines, which are skipped.
 *
 * @param begin when its first line was written
 */
record AccessLog(Instant begin, SortedMap<Hour, Lines> hours) {
    /** How far the log's clock and moment, an instance's at arrival, may be from usage's, Redis' at admission. */
    private static final Duration BORDER = Duration.ofSeconds(1);

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

        Hour previous() {
            return new Hour(tenant, start.minus(1, ChronoUnit.HOURS));
        }

        Hour next() {
            return new Hour(tenant, end());
        }
    }

    /**
     * An hour's requests.
     *
     * @param early those of them that came within a second after the hour's start
     * @param late within a second before its end
     */
    record Lines(long count, long early, long late) {
        static final Lines NONE = new Lines(0, 0, 0);

        private static Lines one(Hour hour, Instant received) {
            boolean early = !received.isAfter(hour.start().plus(BORDER));
            boolean late = !received.isBefore(hour.end().minus(BORDER));
            return new Lines(1, early ? 1 : 0, late ? 1 : 0);
        }

        private Lines plus(Lines other) {
            return new Lines(count + other.count, early + other.early, late + other.late);
        }
    }

    /** @throws StartException when nothing in the files can be compared with usage */
    static AccessLog read(List<Path> files) throws IOException {
        SortedMap<Hour, Lines> hours = new TreeMap<>();
        Instant begin = Instant.MAX;
        for (Path file : files) {
            boolean begun = false;
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!begun || line.contains(CATEGORY)) {
                        Optional<Instant> written = parse(line).flatMap(entry -> count(entry, hours));
                        begun |= written.isPresent();
                        begin = written.filter(begin::isAfter).orElse(begin);
                    }
                }
            }
        }
        if (hours.isEmpty()) {
            throw new StartException("no counted request in "
                    + String.join(", ", files.stream().map(Path::toString).toList())
                    + "; are these logs of a hub with HUB_ACCESS_LOG on?");
        }
        AccessLog log = new AccessLog(begin, hours);
        if (!log.to().isAfter(log.from())) {
            throw new StartException("the logs hold no full hour to compare: they begin at " + begin
                    + ", and no counted request came at " + log.from() + " or later");
        }
        return log;
    }

    private static Optional<JsonNode> parse(String line) {
        int start = line.indexOf('{');
        try {
            return start < 0 ? Optional.empty() : Optional.of(JSON.readTree(line.substring(start)));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // Of another kind, or cut off where the hub was killed.
        }
    }

    /** @return when the entry was written */
    private static Optional<Instant> count(JsonNode entry, SortedMap<Hour, Lines> hours) {
        Optional<Instant> received = time(entry, "received_at");
        if (received.isPresent()
                && entry.path("loggerName").asText().equals(CATEGORY)
                && entry.path("counted").asBoolean()
                && entry.path("tenant_id").isTextual()) {
            Hour hour =
                    new Hour(entry.path("tenant_id").asText(), received.get().truncatedTo(ChronoUnit.HOURS));
            hours.merge(hour, Lines.one(hour, received.get()), Lines::plus);
        }
        return time(entry, "timestamp").or(() -> received);
    }

    private static Optional<Instant> time(JsonNode entry, String field) {
        try {
            return Optional.of(Instant.parse(entry.path(field).asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Lines lines(Hour hour) {
        return hours.getOrDefault(hour, Lines.NONE);
    }

    /** The first hour that the logs hold from its start: a rotated log begins in the midst of one. */
    Instant from() {
        Instant hour = begin.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(begin) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /** Exclusive. */
    Instant to() {
        return hours.lastKey().end();
    }

    boolean compares(Hour hour) {
        return !hour.start().isBefore(from()) && hour.start().isBefore(to());
    }
}
