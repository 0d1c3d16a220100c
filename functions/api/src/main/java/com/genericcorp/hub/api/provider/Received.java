package com.genericcorp.hub.api.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook in neutral terms. Every text is one that PostgreSQL can store.
 *
 * @param deliveryId the provider's id of this delivery, the same when it delivers again: 1 to 256 visible ASCII
 *     characters
 * @param providerEvent the provider's own word for what happened, at most 128 characters
 * @param type a neutral type, or {@code <provider>.<provider event>}
 * @param subject what it happened to, at most {@value #LIMIT} characters
 * @param url a page about it, at most {@value #LIMIT} characters
 * @param time when it happened according to the payload, otherwise when it was received; to the microsecond
 * @param data the payload, byte for byte: one JSON value in UTF-8
 */
public record Received(
        String deliveryId,
        String providerEvent,
        String type,
        @Nullable String subject,
        @Nullable String url,
        Instant time,
        byte[] data) {

    static final int LIMIT = 2048;
}
