package com.genericcorp.hub.ids;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** A tenant's identity. Its 26 characters also name the tenant's PostgreSQL schema and role. */
public record TenantId(UUID uuid) {
    public static Optional<TenantId> parse(String text) {
        return Id.parse(IdKind.TENANT, text).map(id -> new TenantId(id.uuid()));
    }

    /** The tenant whose {@link #characters()} these are. */
    public static Optional<TenantId> ofCharacters(CharSequence characters) {
        return Base32.decode(characters).map(TenantId::new);
    }

    /** The 26 characters without the prefix, as API keys carry them. */
    public String characters() {
        return Base32.encode(uuid);
    }

    /** The tenant's schema and role: {@code t_} and its characters, so safe in SQL text by its alphabet alone. */
    public String role() {
        return "t_" + characters();
    }

    @Override
    @JsonValue
    public String toString() {
        return new Id(IdKind.TENANT, uuid).toString();
    }
}
