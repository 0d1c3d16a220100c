package com.genericcorp.hub.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives each user who comes its place in the plan, and says when the time is over. */
final class Turns {
    /** For the last ticks, which may come a little late. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<Journey, Queue<Population.User>> waiting = new EnumMap<>(Journey.class);
    private final AtomicReference<@Nullable Instant> begin = new AtomicReference<>();
    private final Duration duration;
    private final Clock clock;

    Turns(Profile profile, Clock clock) {
        for (Journey journey : Journey.values()) {
            waiting.put(
                    journey,
                    profile.population(journey).users().collect(Collectors.toCollection(ConcurrentLinkedQueue::new)));
        }
        this.duration = profile.duration();
        this.clock = clock;
    }

    /** The next of {@code journey}; the first of all begins the run. */
    Population.User next(Journey journey) {
        begin.compareAndSet(null, clock.instant());
        return Objects.requireNonNull(
                Objects.requireNonNull(waiting.get(journey)).poll(), "as many come as were planned");
    }

    /** Whoever is behind now does not catch up any more. */
    boolean over() {
        Instant began = begin.get();
        return began != null && clock.instant().isAfter(began.plus(duration).plus(GRACE));
    }
}
