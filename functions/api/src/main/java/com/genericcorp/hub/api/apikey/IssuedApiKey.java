package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.ids.Id;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key at its creation, the one time that its secret is shown. */
@RegisterForReflection
record IssuedApiKey(
        Id id,
        String name,
        List<String> scopes,
        String prefix,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        String secret) {
    @Override
    public String toString() {
        return "IssuedApiKey[" + id + "]";
    }
}
