package com.genericcorp.hub.usage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a window of usage is. Windows begin and end in UTC, whatever the place. Names are stored and shown. */
public enum Width {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS),
    MONTH(ChronoUnit.MONTHS);

    private final ChronoUnit unit;

    Width(ChronoUnit unit) {
        this.unit = unit;
    }

    public static Optional<Width> of(String text) {
        return Arrays.stream(values())
                .filter(width -> width.text().equals(text))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public ChronoUnit unit() {
        return unit;
    }

    /** The start of the window that {@code time} falls into. */
    public Instant start(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        return switch (this) {
            case HOUR, DAY -> utc.truncatedTo(unit).toInstant();
            case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
        };
    }

    /** The end, exclusive, of the window that {@code time} falls into; the next one starts there. */
    public Instant end(Instant time) {
        return start(time).atOffset(ZoneOffset.UTC).plus(1, unit).toInstant();
    }
}
