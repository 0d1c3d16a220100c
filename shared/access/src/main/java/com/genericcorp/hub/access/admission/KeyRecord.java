package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import java.util.List;
import java.util.UUID;

/**
 * An API key, as {@code admit.lua} keeps it.
 *
 * @param expiresAtMillis since 1970; 0 for never
 */
record KeyRecord(UUID id, long expiresAtMillis, List<String> scopes) {
    KeyRecord {
        scopes = List.copyOf(scopes);
    }

    static KeyRecord read(String text) {
        String[] parts = text.split(" ", 3);
        return new KeyRecord(UUID.fromString(parts[1]), Long.parseLong(parts[0]), List.of(parts[2].split(",", -1)));
    }

    String text() {
        return expiresAtMillis + " " + id + " " + String.join(",", scopes);
    }

    String actor() {
        return "key:" + new Id(IdKind.API_KEY, id);
    }
}
