package com.genericcorp.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestServers servers = TestServers.shared();
    private final TestTenant tenant = TestTenants.create(servers);
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aKeySpeaksForItsTenantWithinItsScopes() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), null, "events", "usage");

        Caller.OfTenant caller = authenticate(key, NOW).orElseThrow();

        assertThat(caller.tenant()).isEqualTo(tenant.id());
        assertThat(caller.slug()).isEqualTo(tenant.slug());
        assertThat(caller.status()).isEqualTo("active");
        assertThat(caller.grants()).isEqualTo(Grants.ofKey(List.of("events", "usage")));
        assertThat(caller.actor()).matches("key:key_[0-9a-z]{26}");
    }

    @Test
    void aKeyEndsAtTheInstantThatItNames() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), NOW, "*");

        assertThat(authenticate(key, NOW.minusMillis(1))).isPresent();
        assertThat(authenticate(key, NOW)).isEmpty();
        assertThat(authenticate(key, NOW.plusMillis(1))).isEmpty();
    }

    @Test
    void aRevokedKeyIsNobodys() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), null, "*");
        servers.ownerDatabase()
                .transaction(owner -> Statements.on(owner)
                        .update("update public.api_keys set revoked_at = now() where hash = ?", (Object) key.hash()));

        assertThat(authenticate(key, NOW)).isEmpty();
    }

    @Test
    void aKeyThatWasNeverIssuedIsNobodys() {
        TestTenant other = TestTenants.create(servers);

        assertThat(authenticate(ApiKey.generate(tenant.id(), RANDOM), NOW)).isEmpty();
        assertThat(authenticate(ApiKey.generate(other.id(), RANDOM), NOW)).isEmpty();
    }

    @Test
    void theHeaderNamesItsScheme() {
        Authenticator authenticator = new Authenticator(
                keys(NOW), new Jwts(List.of(), Clock.fixed(NOW, ZoneOffset.UTC)), new TokenTenants(database()));

        assertThat(authenticator.authenticate(tenant.authorization())).isPresent();
        assertThat(authenticator.authenticate("bearer " + tenant.key().secret()))
                .isPresent();
        assertThat(authenticator.authenticate(tenant.key().secret())).isEmpty();
        assertThat(authenticator.authenticate("Basic " + tenant.key().secret())).isEmpty();
        assertThat(authenticator.authenticate("Bearer " + tenant.key().secret() + "x"))
                .isEmpty();
        assertThat(authenticator.authenticate("Bearer ")).isEmpty();
        assertThat(authenticator.authenticate("")).isEmpty();
    }

    private ApiKey insert(ApiKey key, @Nullable Instant expiresAt, String... scopes) {
        servers.ownerDatabase().transaction(owner -> {
            ApiKeys.insert(
                    Statements.on(owner),
                    new Ids(Clock.systemUTC(), RANDOM).next(IdKind.API_KEY),
                    key,
                    "test",
                    List.of(scopes),
                    NOW.minusSeconds(60),
                    expiresAt);
            return true;
        });
        return key;
    }

    private Optional<Caller.OfTenant> authenticate(ApiKey key, Instant now) {
        return keys(now).authenticate(key);
    }

    private ApiKeys keys(Instant now) {
        return new ApiKeys(database(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private TenantDatabase database() {
        return new TenantDatabase(pool, ActAs.PIPELINED);
    }
}
