package com.genericcorp.hub.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** {@code <prefix>_<26 lower-case Crockford base32 characters of a UUIDv7>}, for example {@code evt_01jd…}. */
public record Id(IdKind kind, UUID uuid) {

    /** The id that {@code text} writes, or empty when it is not of this kind or not in the one canonical form. */
    public static Optional<Id> parse(IdKind kind, String text) {
        if (!text.startsWith(kind.prefix())) {
            return Optional.empty();
        }
        return Base32.decode(text.substring(kind.prefix().length())).map(uuid -> new Id(kind, uuid));
    }

    @Override
    @JsonValue
    public String toString() {
        return kind.prefix() + Base32.encode(uuid);
    }
}
