package com.genericcorp.hub.api.provider;

import java.util.List;
import java.util.Optional;

/** The providers there are: a fixed list, so that a native image holds exactly these. */
public final class Providers {
    private static final List<Provider> ALL = List.of(new GitHub(), new StandardWebhooks());

    private Providers() {}

    public static Optional<Provider> named(String name) {
        return ALL.stream().filter(provider -> provider.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Provider::name).toList();
    }
}
