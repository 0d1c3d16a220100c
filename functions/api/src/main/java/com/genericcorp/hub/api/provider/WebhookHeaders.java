package com.genericcorp.hub.api.provider;

import java.util.Optional;

@FunctionalInterface
public interface WebhookHeaders {
    Optional<String> get(String name);
}
