package com.genericcorp.hub.api.client;

/** One header line. */
public record Header(String name, String value) {
    boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }
}
