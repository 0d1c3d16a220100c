package com.genericcorp.hub.access.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.access.Grants;
import com.genericcorp.hub.access.Token;
import com.genericcorp.hub.access.admission.Credentials.Found;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.google.errorprone.annotations.CompileTimeConstant;
import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys and tenants as PostgreSQL tells them. */
class AccessRowsIT {
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

        Found found = find(key, NOW).orElseThrow();

        assertThat(found.tenant()).isEqualTo(new TenantRecord(1000, "active", tenant.slug()));
        assertThat(found.key().orElseThrow().scopes()).containsExactly("events", "usage");
        assertThat(found.key().orElseThrow().expiresAtMillis()).isZero();
    }

    @Test
    void aKeyEndsAtTheInstantThatItNames() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), NOW, "*");

        assertThat(find(key, NOW.minusMillis(1))
                        .orElseThrow()
                        .key()
                        .orElseThrow()
                        .expiresAtMillis())
                .isEqualTo(NOW.toEpochMilli());
        assertThat(find(key, NOW)).isEmpty();
        assertThat(find(key, NOW.plusMillis(1))).isEmpty();
    }

    @Test
    void aRevokedKeyIsNobodys() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), null, "*");
        change("update public.api_keys set revoked_at = now() where hash = ?", key.hash());

        assertThat(find(key, NOW)).isEmpty();
    }

    @Test
    void aKeyThatWasNeverIssuedIsNobodys() {
        TestTenant other = TestTenants.create(servers);

        assertThat(find(ApiKey.generate(tenant.id(), RANDOM), NOW)).isEmpty();
        assertThat(rows(NOW).find(new Credentials.Key(other.id(), tenant.key().hash())))
                .isEmpty();
    }

    @Test
    void aRotatedKeyIsGoodUntilItsGraceIsOver() {
        ApiKey old = ApiKey.generate(tenant.id(), RANDOM);
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), NOW.plusSeconds(100), "*");
        change(
                "update public.api_keys set previous_hash = ?, previous_until = ? where hash = ?",
                old.hash(),
                NOW.plusSeconds(10),
                key.hash());

        assertThat(find(key, NOW.plusSeconds(50))).isPresent();
        assertThat(find(old, NOW.plusSeconds(9))
                        .orElseThrow()
                        .key()
                        .orElseThrow()
                        .expiresAtMillis())
                .isEqualTo(NOW.plusSeconds(10).toEpochMilli());
        assertThat(find(old, NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void noGraceOutlivesTheKeyItself() {
        ApiKey old = ApiKey.generate(tenant.id(), RANDOM);
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), NOW.plusSeconds(10), "*");
        change(
                "update public.api_keys set previous_hash = ?, previous_until = ? where hash = ?",
                old.hash(),
                NOW.plusSeconds(1000),
                key.hash());

        assertThat(find(old, NOW).orElseThrow().key().orElseThrow().expiresAtMillis())
                .isEqualTo(NOW.plusSeconds(10).toEpochMilli());
        assertThat(find(old, NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void aUseIsNotedAtMostOnceAMinute() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), null, "*");

        find(key, NOW);
        find(key, NOW.plusSeconds(60));
        assertThat(lastUsed(key)).isEqualTo(NOW);

        find(key, NOW.plusSeconds(61));
        assertThat(lastUsed(key)).isEqualTo(NOW.plusSeconds(61));
    }

    @Test
    void aKeyThatIsJustBeingChangedIsNotWaitedFor() {
        ApiKey key = insert(ApiKey.generate(tenant.id(), RANDOM), null, "*");

        boolean found = servers.ownerDatabase().transaction(owner -> {
            Statements.on(owner)
                    .update("update public.api_keys set name = 'changed' where hash = ?", (Object) key.hash());
            return find(key, NOW).isPresent();
        });

        assertThat(found).isTrue();
    }

    @Test
    void aTenantsOwnLimitReplacesItsPlans() {
        change(
                "update public.tenants set requests_per_hour = 7, status = 'suspended' where id = ?",
                tenant.id().uuid());

        TenantRecord expected = new TenantRecord(7, "suspended", tenant.slug());
        assertThat(find(tenant.key(), NOW).orElseThrow().tenant()).isEqualTo(expected);
        assertThat(rows(NOW).find(person(tenant.id())).orElseThrow().tenant()).isEqualTo(expected);
    }

    @Test
    void aTenantThatIsNoMoreHasNoPeople() {
        assertThat(rows(NOW).find(person(new TenantId(UUID.randomUUID())))).isEmpty();
    }

    private static Credentials person(TenantId id) {
        return new Credentials.Person(new Token.OfTenant(id, Grants.reading(), "user:somebody"));
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

    private void change(@CompileTimeConstant String sql, @Nullable Object... arguments) {
        servers.ownerDatabase().transaction(owner -> Statements.on(owner).update(sql, arguments));
    }

    private Instant lastUsed(ApiKey key) {
        return servers.ownerDatabase()
                .transaction(owner -> Statements.on(owner)
                        .find(
                                row -> row.getObject("last_used_at", OffsetDateTime.class),
                                "select last_used_at from public.api_keys where hash = ?",
                                (Object) key.hash()))
                .orElseThrow()
                .toInstant();
    }

    private Optional<Found> find(ApiKey key, Instant now) {
        return rows(now).find(Credentials.Key.of(key));
    }

    private AccessRows rows(Instant now) {
        return new AccessRows(new TenantDatabase(pool, ActAs.PIPELINED), Clock.fixed(now, ZoneOffset.UTC));
    }
}
