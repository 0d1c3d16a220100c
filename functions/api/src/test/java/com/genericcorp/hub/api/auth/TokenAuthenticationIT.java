package com.genericcorp.hub.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class TokenAuthenticationIT {
    private static final TestIssuers ISSUERS = TestIssuers.shared();
    private static final String OPERATORS = "https://operators.test";
    private static final String TENANTS = "https://tenants.test";

    @Test
    void knowsAnOperatorByItsToken() {
        tenantsBy(ISSUERS.operator("olga")).hasStatus(200);
        tenantsBy(changed(_ -> {})).hasStatus(200);
    }

    @Test
    void refusesATokenWithAWrongClaim() {
        isNobody(changed(claims -> claims.setIssuer("https://elsewhere.test")));
        isNobody(changed(claims -> claims.unsetClaim("iss")));
        isNobody(changed(claims -> claims.setAudience("elsewhere")));
        isNobody(changed(claims -> claims.unsetClaim("aud")));
        isNobody(changed(claims -> claims.setExpirationTimeMinutesInTheFuture(-10)));
        isNobody(changed(claims -> claims.unsetClaim("exp")));
        isNobody(changed(claims -> claims.setNotBeforeMinutesInThePast(-10)));
        isNobody(changed(claims -> claims.unsetClaim("sub")));
        isNobody(changed(claims -> claims.setStringListClaim("groups", List.of("tenant-admin"))));
        isNobody(changed(claims -> claims.unsetClaim("groups")));
    }

    @Test
    void refusesATokenThatNoTrustedKeySigned() throws JoseException, NoSuchAlgorithmException {
        Key stranger = EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey();
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);

        isNobody(signed("test-key", AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, stranger));
        isNobody(signed("other-key", AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, stranger));
        isNobody(signed(
                "test-key",
                AlgorithmIdentifiers.RSA_USING_SHA256,
                rsa.generateKeyPair().getPrivate()));
        isNobody(signed("test-key", AlgorithmIdentifiers.NONE, null));
        isNobody(signed("test-key", AlgorithmIdentifiers.HMAC_SHA256, new SecretKeySpec(new byte[64], "HmacSHA256")));
    }

    @Test
    void refusesATokenWhoseSignatureWasCutOff() {
        String token = ISSUERS.operator("olga");

        isNobody(token.substring(0, token.lastIndexOf('.') + 1));
        isNobody(token.substring(0, token.lastIndexOf('.')));
        isNobody(token + "A".repeat(9000));
    }

    @Test
    void saysNothingAboutATokenWhoseIssuersKeysCannotBeHad() {
        String token = ISSUERS.sign(TestIssuers.claims(TestIssuers.AWAY, "olga", "hub-operator"));

        Answer answer = tenantsBy(token);

        answer.isProblem(503, "unavailable");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    @Test
    void knowsATenantsPersonByItsToken() {
        TestTenant tenant = TestTenants.create(TestServers.shared());

        tenantBy(ISSUERS.tenant(tenant.id(), "tenant-admin")).hasStatus(200);
        tenantBy(ISSUERS.tenant(tenant.id(), "tenant-member")).hasStatus(200);
        isNobody(tenantBy(ISSUERS.tenant(tenant.id(), "stranger")));
    }

    @Test
    void givesNoOperatorRightsByATenantsIssuer() {
        isNobody(ISSUERS.sign(TestIssuers.claims(TENANTS, "mallory", "hub-operator")));
    }

    @Test
    void refusesATokenOfATenantThatThereIsNot() {
        TenantId nobody = new TenantId(UUID.randomUUID());
        JwtClaims garbled = TestIssuers.claims(TENANTS, "somebody", "tenant-admin");
        garbled.setStringClaim("tenant_id", "t\"; drop");

        isNobody(tenantBy(ISSUERS.tenant(nobody, "tenant-admin")));
        isNobody(tenantBy(ISSUERS.sign(garbled)));
        isNobody(tenantBy(ISSUERS.sign(TestIssuers.claims(TENANTS, "somebody", "tenant-admin"))));
    }

    private static String changed(Consumer<JwtClaims> change) {
        JwtClaims claims = TestIssuers.claims(OPERATORS, "olga", "hub-operator");
        change.accept(claims);
        return ISSUERS.sign(claims);
    }

    private static String signed(String keyId, String algorithm, @Nullable Key key) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(
                TestIssuers.claims(OPERATORS, "olga", "hub-operator").toJson());
        signature.setKeyIdHeaderValue(keyId);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setKey(key);
        return signature.getCompactSerialization();
    }

    private static Answer tenantsBy(String token) {
        return Request.get("/admin/v1/tenants?limit=1").bearer(token).send();
    }

    private static Answer tenantBy(String token) {
        return Request.get("/v1/tenant").bearer(token).send();
    }

    private static void isNobody(String operatorToken) {
        isNobody(tenantsBy(operatorToken));
    }

    private static void isNobody(Answer answer) {
        answer.isProblem(401, "unauthenticated");
    }
}
