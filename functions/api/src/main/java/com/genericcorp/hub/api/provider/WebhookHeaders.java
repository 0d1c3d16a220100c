package com.genericcorp.hub.api.provider;

import java.util.Optional;

/** The headers of a {@link Webhook}. */
@FunctionalInterface
public interface WebhookHeaders {

    /**
     * The value of the header {@code name}, in any case of letters. The values of a repeated header are joined with
     * {@code ","} (RFC 9110, 5.3); so is one that a server had split at its commas.
     */
    Optional<String> get(String name);
}
