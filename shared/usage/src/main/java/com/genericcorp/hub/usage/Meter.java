package com.genericcorp.hub.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The quantities that usage knows. Names are stored and shown. */
public enum Meter {
    /** Admitted requests with a tenant's credentials. */
    API_REQUESTS,
    /** Events by the provider they came from. */
    EVENTS_INGESTED,
    /** Tries to deliver an event to an endpoint. */
    DELIVERY_ATTEMPTS,
    /** Requests to a provider's API made for a tenant. */
    PROVIDER_CALLS;

    public static Optional<Meter> of(String text) {
        return Arrays.stream(values())
                .filter(meter -> meter.text().equals(text))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
