package com.genericcorp.hub.access;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One issuer's keys, kept in the instance. They are fetched again when they have grown old, and when a token names a key
 * that is not among them; tokens decide neither how often nor how many wait:
 *
 * <ul>
 *   <li>one fetch at a time, by one of those who need it, and none within {@link #PAUSE} of the last;
 *   <li>whoever's key is known never waits for another's fetch;
 *   <li>of those whose key is not known, {@link #WAITING} may wait for it; the rest is told to come again.
 * </ul>
 *
 * A failed fetch is logged and leaves the keys as they were, until they are {@link #KEPT} old: by then every token that
 * they could vouch for has long expired.
 */
final class IssuerKeys {
    /** When keys are asked for again though nobody misses one: how long a withdrawn key may live on. */
    static final Duration FRESH = Duration.ofMinutes(10);

    /** Between two fetches, whatever tokens name. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** Between two fetches while there are no keys at all. */
    static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);

    /** How old keys may grow while they cannot be fetched. */
    static final Duration KEPT = Duration.ofHours(24);

    static final int WAITING = 16;

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String issuer;
    private final KeySetSource source;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Void>> underWay = new AtomicReference<>();
    private final Semaphore waiting = new Semaphore(WAITING);
    private volatile Known known = new Known(new KeySet(Map.of()), Instant.MIN, Instant.MIN);

    IssuerKeys(String issuer, KeySetSource source, Clock clock) {
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /** What the last fetches brought. */
    private record Known(KeySet keys, Instant fetched, Instant tried) {
        boolean usable(Instant now) {
            return within(KEPT, fetched, now);
        }

        boolean fresh(Instant now) {
            return within(FRESH, fetched, now);
        }

        boolean mayFetch(Instant now) {
            return !within(usable(now) ? PAUSE : PAUSE_WITHOUT_KEYS, tried, now);
        }

        /** A clock that was put back must not stop the fetches. */
        private static boolean within(Duration span, Instant since, Instant now) {
            return !now.isBefore(since) && now.isBefore(since.plus(span));
        }
    }

    /**
     * The issuer's key of that name, if it has one.
     *
     * @throws Refusal 503 when its keys are not known, so that nothing can be said about the token
     */
    Optional<PublicKey> find(KeySet.Name name) {
        if (!known.fresh(clock.instant())) {
            fetchUnlessUnderWay();
        }
        Optional<PublicKey> key = search(name);
        if (key.isEmpty()) {
            awaitNews();
            key = search(name);
        }
        if (!known.usable(clock.instant())) {
            throw unavailable();
        }
        return key;
    }

    private Optional<PublicKey> search(KeySet.Name name) {
        Known now = known;
        return now.usable(clock.instant()) ? now.keys.find(name) : Optional.empty();
    }

    /** After it, the keys are as new as they may be, or it is not to be known in time. */
    private void awaitNews() {
        CompletableFuture<Void> others = fetchUnlessUnderWay();
        if (others == null) {
            return;
        }
        if (!waiting.tryAcquire()) {
            throw unavailable();
        }
        try {
            others.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } finally {
            waiting.release();
        }
    }

    /** Somebody else's fetch that is under way; null when there is none, because it was ours or none is due. */
    private @Nullable CompletableFuture<Void> fetchUnlessUnderWay() {
        CompletableFuture<Void> others = underWay.get();
        if (others != null || !known.mayFetch(clock.instant())) {
            return others;
        }
        CompletableFuture<Void> ours = new CompletableFuture<>();
        others = underWay.compareAndExchange(null, ours);
        if (others != null) {
            return others;
        }
        try {
            if (known.mayFetch(clock.instant())) {
                fetch();
            }
        } finally {
            underWay.set(null);
            ours.complete(null);
        }
        return null;
    }

    private void fetch() {
        Known before = known;
        try {
            KeySet keys = KeySet.parse(source.read());
            if (keys.keys().isEmpty()) {
                LOG.warnf("issuer %s publishes no key that fits: its tokens are refused", issuer);
            }
            Instant now = clock.instant();
            known = new Known(keys, now, now);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("the keys of issuer %s could not be fetched: %s", issuer, e.getMessage());
            known = new Known(before.keys, before.fetched, clock.instant());
        }
    }

    private static Refusal unavailable() {
        return new Refusal(ErrorType.UNAVAILABLE, "The token cannot be checked at the moment.");
    }
}
