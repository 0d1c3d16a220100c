package com.genericcorp.hub.api.contract;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Further API keys of a tenant, written past the API. */
final class Keys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Ids IDS = new Ids(Clock.systemUTC(), RANDOM);

    private Keys() {}

    static String of(TenantId tenant, List<String> scopes) {
        return insert(tenant, scopes, null).secret();
    }

    /** The id of a key that nobody calls with, so that a test may rotate or revoke it and go on. */
    static String idOfAnother(TenantId tenant) {
        return insert(ApiKey.generate(tenant, RANDOM), tenant, List.of("*"), null)
                .toString();
    }

    static String expired(TenantId tenant) {
        return insert(tenant, List.of("*"), Instant.now().minus(Duration.ofMinutes(1)))
                .secret();
    }

    static String revoked(TenantId tenant) {
        ApiKey key = ApiKey.generate(tenant, RANDOM);
        Id id = insert(key, tenant, List.of("*"), null);
        Stored.change("update public.api_keys set revoked_at = ? where id = ?", Instant.now(), id.uuid());
        return key.secret();
    }

    /** In the right form, and nobody's. */
    static String unknown(TenantId tenant) {
        return ApiKey.generate(tenant, RANDOM).secret();
    }

    private static ApiKey insert(TenantId tenant, List<String> scopes, @Nullable Instant expires) {
        ApiKey key = ApiKey.generate(tenant, RANDOM);
        insert(key, tenant, scopes, expires);
        return key;
    }

    private static Id insert(ApiKey key, TenantId tenant, List<String> scopes, @Nullable Instant expires) {
        Id id = IDS.next(IdKind.API_KEY);
        return TestServers.shared().ownerDatabase().transaction(connection -> {
            ApiKeys.insert(
                    Statements.on(connection, tenant),
                    id,
                    key,
                    "contract",
                    scopes,
                    Instant.now().minus(Duration.ofHours(1)),
                    expires);
            return id;
        });
    }
}
