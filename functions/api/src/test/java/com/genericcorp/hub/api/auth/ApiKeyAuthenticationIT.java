package com.genericcorp.hub.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ApiKeyAuthenticationIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Inject
    AccessCache cache;

    @Test
    void knowsAKeyWhateverTheCaseOfTheScheme() {
        String key = tenant.key().secret();

        tenantBy("Bearer " + key).hasStatus(200);
        tenantBy("bearer " + key).hasStatus(200);
        tenantBy("BEARER  " + key).hasStatus(200);
    }

    @Test
    void asksForCredentialsWhereThereAreNone() {
        assertThat(isNobody(Request.get("/v1/tenant").send()).header("WWW-Authenticate"))
                .contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer hub_live_", "Bearer x", "Bearer a.b.c", "Bearer …"
            })
    void knowsNobodyByGarbledCredentials(String authorization) {
        isNobody(tenantBy(authorization));
    }

    @Test
    void refusesADamagedChecksumWithoutALookUp() {
        String key = tenant.key().secret();
        char last = key.charAt(key.length() - 1);

        isNobody(tenantBy("Bearer " + key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a')));
        isNobody(tenantBy("Bearer " + key + "0"));
        isNobody(tenantBy("Bearer " + key + ",x"));
    }

    @Test
    void refusesAKeyThatWasNeverIssued() {
        isNobody(tenantBy(
                "Bearer " + ApiKey.generate(tenant.id(), new SecureRandom()).secret()));
    }

    @Test
    void refusesAKnownHashThatIsAnotherTenants() {
        TestTenant other = TestTenants.create(TestServers.shared());
        ApiKey forged = ApiKey.generate(other.id(), new SecureRandom());
        Stored.change(
                "update public.api_keys set hash = ? where tenant_id = ?",
                forged.hash(),
                tenant.id().uuid());

        isNobody(tenantBy("Bearer " + forged.secret()));
    }

    @Test
    void refusesAnExpiredKey() {
        Stored.change(
                "update public.api_keys set expires_at = ? where tenant_id = ?",
                Instant.now().minusSeconds(1),
                tenant.id().uuid());

        isNobody(Request.get("/v1/tenant").as(tenant).send());
    }

    @Test
    void refusesARevokedKey() {
        revoke();

        isNobody(Request.get("/v1/tenant").as(tenant).send());
    }

    @Test
    void refusesAKeyOnceItsRevocationIsMadeKnown() {
        Request.get("/v1/tenant").as(tenant).send().hasStatus(200);

        revoke();
        cache.forgetKeys(tenant.id(), List.of(tenant.key().hash()));

        isNobody(Request.get("/v1/tenant").as(tenant).send());
    }

    @Test
    void notesWhenAKeyWasUsed() {
        Request.get("/v1/tenant").as(tenant).send().hasStatus(200);

        assertThat(Stored.rows(row -> row.getBoolean("recent"), """
                        select last_used_at between now() - interval '1 minute' and now() + interval '1 minute' as recent
                        from public.api_keys where tenant_id = ?
                        """, tenant.id().uuid()))
                .containsExactly(true);
    }

    private void revoke() {
        Stored.change(
                "update public.api_keys set revoked_at = ? where tenant_id = ?",
                Instant.now(),
                tenant.id().uuid());
    }

    private static Answer tenantBy(String authorization) {
        return Request.get("/v1/tenant").header("Authorization", authorization).send();
    }

    /** Whatever is wrong with the credentials, the answer does not tell. */
    private static Answer isNobody(Answer answer) {
        answer.isProblem(401, "unauthenticated");
        assertThat(answer.field("detail")).isEqualTo("Send a valid API key or token as Authorization: Bearer …");
        assertThat(answer.json().has("errors")).isFalse();
        return answer;
    }
}
