package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.access.limit.Pace;
import com.genericcorp.hub.api.provider.Provider;
import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a connection's webhooks are, how to verify them and how many may come. Holds secrets, so it shows none.
 *
 * @param version what Redis called the route's state before it was read
 */
record Route(
        TenantId tenant,
        String tenantSlug,
        String tenantStatus,
        Provider provider,
        boolean enabled,
        List<Secret> secrets,
        Pace pace,
        String version) {
    Route {
        secrets = List.copyOf(secrets);
    }

    /** A signing secret; {@code until} is when the grace after its rotation ends, null for one that stays. */
    record Secret(byte[] bytes, @Nullable Instant until) {
        @Override
        public String toString() {
            return "Secret[until " + until + "]";
        }
    }

    /** The secrets that verify at {@code now}. */
    List<byte[]> secretsAt(Instant now) {
        return secrets.stream()
                .filter(secret -> secret.until == null || now.isBefore(secret.until))
                .map(Secret::bytes)
                .toList();
    }

    @Override
    public String toString() {
        return "Route[" + tenant + ", " + provider.name() + "]";
    }
}
