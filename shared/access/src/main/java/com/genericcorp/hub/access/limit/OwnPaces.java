package com.genericcorp.hub.access.limit;

import com.genericcorp.hub.access.limit.Verdict.Over;
import com.genericcorp.hub.access.limit.Verdict.Within;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;

/** The same algorithm as {@code gcra.lua}, in this instance alone: while Redis is away. */
final class OwnPaces implements Pacing {
    private static final int MOST = 10_000;

    private final Clock clock;
    /** When everything would be given back, in microseconds since 1970. */
    private final Cache<String, Long> full =
            Caffeine.newBuilder().maximumSize(MOST).build();

    OwnPaces(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Verdict charge(Pace pace, String key) {
        return ask(pace, key, 1);
    }

    @Override
    public Verdict look(Pace pace, String key) {
        return ask(pace, key, 0);
    }

    Verdict ask(Pace pace, String key, int take) {
        long now = clock.millis() * 1000;
        long whole = pace.intervalMicros() * pace.burst();
        Verdict[] verdict = new Verdict[1];
        full.asMap().compute(key, (ignored, kept) -> {
            long before = Math.min(Math.max(kept == null ? now : kept, now), now + whole);
            long later = before + pace.intervalMicros() * Math.max(take, 1);
            if (later > now + whole) {
                verdict[0] = new Over(pace.policy(), Math.max(1, Pace.seconds(later - now - whole)));
                return before;
            }
            long after = take == 0 ? before : later;
            long left = (now + whole - after) / pace.intervalMicros();
            verdict[0] = new Within(pace.policy(), left, Pace.seconds(after - now));
            return after;
        });
        return verdict[0];
    }
}
