package com.genericcorp.hub.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The run's own books of one tenant, which the hub's metering must agree with. */
final class TenantLedger {
    private static final int KEPT = 512;
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Tally requests = new Tally();
    private final Tally events = new Tally();
    private final AtomicReferenceArray<Accepted> accepted = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong acceptedEver = new AtomicLong();

    /** An event that the hub acknowledged, and what it was made of. */
    record Accepted(String event, Webhook webhook) {}

    /** Before a request with the tenant's credentials is sent. */
    void requestSent() {
        requests.sent();
    }

    /** A request that was refused before it was admitted does not count; what a broken one did is unknown. */
    void requestAnswered(int status) {
        if (status == UNAUTHENTICATED || status == TOO_MANY) {
            requests.notDone();
        } else if (status < FIRST_SERVER_ERROR) {
            requests.done();
        }
    }

    /** Before a webhook is posted. */
    void webhookSent() {
        events.sent();
    }

    void webhookAccepted(Webhook webhook, String event) {
        events.done();
        accepted.set((int) (acceptedEver.getAndIncrement() % KEPT), new Accepted(event, webhook));
    }

    /** It made no event: a duplicate, or refused. A server error says nothing. */
    void webhookNotAccepted(int status) {
        if (status < FIRST_SERVER_ERROR) {
            events.notDone();
        }
    }

    /** One of the latest accepted events; {@code number} says which. */
    Optional<Accepted> acceptedEvent(long number) {
        long there = Math.min(KEPT, acceptedEver.get());
        // The latest may be counted and not yet there; the first is.
        return there == 0
                ? Optional.empty()
                : Optional.ofNullable(accepted.get((int) (number % there)))
                        .or(() -> Optional.ofNullable(accepted.get(0)));
    }

    /** Requests that the hub admitted with the tenant's credentials. */
    Bounds requests() {
        return requests.bounds();
    }

    /** Webhooks that became events. */
    Bounds events() {
        return events.bounds();
    }
}
