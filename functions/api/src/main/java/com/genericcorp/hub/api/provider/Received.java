package com.genericcorp.hub.api.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

public record Received(
        String deliveryId,
        String providerEvent,
        String type,
        @Nullable String subject,
        @Nullable String url,
        Instant time,
        byte[] data) {}
