package com.genericcorp.hub.load;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook that is about to be posted.
 *
 * @param first the event that the hub answered when the same was posted before; nothing when it is new
 */
record Webhook(Hook hook, String delivery, String body, Map<String, String> headers, Optional<String> first) {
    static Webhook fresh(Hook hook, String marker, String delivery, Instant now) {
        return signed(hook, delivery, hook.sender().body(marker, delivery), Optional.empty(), now);
    }

    /** The same again, signed anew: a signature may be bound to a time. */
    Webhook again(String firstEvent, Instant now) {
        return signed(hook, delivery, body, Optional.of(firstEvent), now);
    }

    private static Webhook signed(Hook hook, String delivery, String body, Optional<String> first, Instant now) {
        return new Webhook(hook, delivery, body, hook.sender().headers(hook.secret(), delivery, body, now), first);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
