package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.api.http.Rfc3339;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.usage.Meter;
import com.genericcorp.hub.usage.Width;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which usage is asked for.
 *
 * @param from inclusive, where a window starts
 * @param to exclusive, where a window starts
 * @param meter null: every one
 * @param byProvider whether each provider has rows of its own; otherwise they are summed
 */
record UsageQuery(
        Width width, Instant from, Instant to, @Nullable Meter meter, boolean byProvider) {
    /** More than a year of hours. */
    static final long MOST_WINDOWS = 10_000;

    /**
     * Without {@code to} up to the end of the month that {@code now} is in; without {@code from} the month before
     * {@code to}.
     *
     * @throws Refusal naming the query parameter that is wrong
     */
    static UsageQuery parse(
            @Nullable String from,
            @Nullable String to,
            @Nullable String window,
            @Nullable String meter,
            @Nullable String groupBy,
            Instant now) {
        Width width = window == null ? Width.DAY : width(window);
        Instant end = to == null ? Width.MONTH.end(now) : boundary("to", to, width);
        Instant start = from == null ? Width.MONTH.start(end.minusNanos(1)) : boundary("from", from, width);
        if (!start.isBefore(end)) {
            throw to == null
                    ? Refusal.invalid("from", "Must be before the end of this month where no to is given.")
                    : Refusal.invalid("to", "Must be after from.");
        }
        if (windows(width, start, end) > MOST_WINDOWS) {
            throw Refusal.invalid(
                    "from", "At most " + MOST_WINDOWS + " windows at once: take a later from or longer windows.");
        }
        return new UsageQuery(
                width, start, end, meter == null ? null : meter(meter), groupBy != null && isProvider(groupBy));
    }

    private static Width width(String text) {
        return Width.of(text).orElseThrow(() -> Refusal.invalid("window", "One of hour, day, month."));
    }

    private static Meter meter(String text) {
        return Meter.of(text).orElseThrow(() -> Refusal.invalid("meter", "No such meter."));
    }

    private static boolean isProvider(String text) {
        if (!text.equals("provider")) {
            throw Refusal.invalid("group_by", "Usage can be grouped by provider alone.");
        }
        return true;
    }

    private static Instant boundary(String name, String text, Width width) {
        Instant time = Rfc3339.parse(text)
                .orElseThrow(() -> Refusal.invalid(name, "An RFC 3339 time, for example 2026-01-31T00:00:00Z."));
        if (!time.equals(width.start(time))) {
            throw Refusal.invalid(name, "Must be where a window (" + width.text() + ") starts in UTC.");
        }
        return time;
    }

    private static long windows(Width width, Instant from, Instant to) {
        return width.unit().between(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }

    @Nullable
    String meterText() {
        return meter == null ? null : meter.text();
    }
}
