package com.genericcorp.hub.metering;

import com.genericcorp.hub.usage.Width;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a tenant really used, counted the plain way. */
final class Truth {
    private final Map<Usage, Long> events = new HashMap<>();
    private final Map<Count, Long> requests = new HashMap<>();

    /** A window, by its width's name, its start, its meter and its provider. */
    record Usage(String width, Instant start, String meter, String provider) {}

    private record Count(Instant minute, String epoch) {}

    void event(Instant receivedAt, String provider) {
        for (Width width : Width.values()) {
            events.merge(new Usage(width.text(), width.start(receivedAt), "events_ingested", provider), 1L, Long::sum);
        }
    }

    void requests(Instant minute, String epoch, long quantity) {
        requests.merge(new Count(minute, epoch), quantity, Math::max);
    }

    Map<String, Long> usage() {
        Map<Usage, Long> all = new HashMap<>(events);
        requests.forEach((count, quantity) -> {
            for (Width width : Width.values()) {
                all.merge(
                        new Usage(width.text(), width.start(count.minute()), "api_requests", ""), quantity, Long::sum);
            }
        });
        Map<String, Long> readable = new TreeMap<>();
        all.forEach((usage, quantity) -> readable.put(
                usage.width() + " " + usage.start() + " " + usage.meter() + " " + usage.provider(), quantity));
        return readable;
    }
}
