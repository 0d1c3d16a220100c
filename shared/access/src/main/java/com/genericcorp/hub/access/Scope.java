package com.genericcorp.hub.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. */
public enum Scope {
    KEYS,
    CONNECTIONS,
    EVENTS,
    ENDPOINTS,
    CALLS,
    USAGE,
    AUDIT;

    public static Optional<Scope> named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(name))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
