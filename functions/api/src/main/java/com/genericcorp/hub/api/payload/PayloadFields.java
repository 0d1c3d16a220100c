package com.genericcorp.hub.api.payload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link PayloadReader} found at its pointers. A value of another kind than the one asked for counts as absent:
 * a payload may be sparse or odd, and is accepted all the same.
 */
public final class PayloadFields {
    /** Four-digit years: what RFC 3339 can write. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final Map<String, Scalar> found;

    PayloadFields(Map<String, Scalar> found) {
        this.found = Map.copyOf(found);
    }

    /** A string of at most {@link PayloadReader#TEXT_LIMIT} chars: a longer one is cut there. */
    public Optional<String> text(String pointer) {
        return found.get(pointer) instanceof Scalar.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    public Optional<Long> whole(String pointer) {
        return found.get(pointer) instanceof Scalar.Whole(long value) ? Optional.of(value) : Optional.empty();
    }

    public boolean isTrue(String pointer) {
        return found.get(pointer) instanceof Scalar.Flag(boolean value) && value;
    }

    /**
     * A time written in RFC 3339 or as seconds since 1970, cut to the microseconds that PostgreSQL keeps; one before
     * 1970 or after 9999 counts as absent.
     */
    public Optional<Instant> time(String pointer) {
        Optional<Instant> time = switch (found.get(pointer)) {
            case Scalar.Text(String value) -> parse(value);
            case Scalar.Whole(long seconds)
            when seconds >= 0 && seconds <= END_OF_TIME.getEpochSecond() -> Optional.of(Instant.ofEpochSecond(seconds));
            case Scalar.Whole _, Scalar.Flag _ -> Optional.empty();
            case null -> Optional.empty();
        };
        return time.map(instant -> instant.truncatedTo(ChronoUnit.MICROS))
                .filter(instant -> !instant.isBefore(Instant.EPOCH) && !instant.isAfter(END_OF_TIME));
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
