package com.genericcorp.hub.access;

import static com.genericcorp.hub.access.SignedTokens.compact;
import static com.genericcorp.hub.access.SignedTokens.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.JwtConfig.Kind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens against the attacks of RFC 8725. */
class JwtsIT {
    @TempDir
    static Path directory;

    private static SignedTokens operators;
    private static SignedTokens tenants;

    private final TestServers servers = TestServers.shared();
    private final TestTenant tenant = TestTenants.create(servers);
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);
    private final Jwts jwts =
            new Jwts(List.of(operators.config, tenants.config), new TenantDatabase(pool, ActAs.PIPELINED));

    @BeforeAll
    static void foundTwoIssuers() throws Exception {
        operators = new SignedTokens(directory, "operators", Kind.OPERATOR);
        tenants = new SignedTokens(directory, "tenants", Kind.TENANT);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void anOperatorIsWhoeverTheOperatorsIssuerSaysIsOne() {
        JwtClaims claims = operators.claims("something", "hub-operator");

        assertThat(jwts.authenticate(operators.es256(claims))).contains(new Caller.Operator("somebody"));
        assertThat(jwts.authenticate(operators.rs256(claims))).contains(new Caller.Operator("somebody"));
    }

    @Test
    void aPersonOfATenantHasWhatTheGroupGrants() {
        assertThat(jwts.authenticate(tenants.es256(ofTenant(tenant.id(), "tenant-admin"))))
                .contains(new Caller.OfTenant(tenant.id(), tenant.slug(), "active", Grants.all(), "user:somebody"));
        assertThat(jwts.authenticate(tenants.rs256(ofTenant(tenant.id(), "tenant-member"))))
                .contains(new Caller.OfTenant(tenant.id(), tenant.slug(), "active", Grants.reading(), "user:somebody"));
    }

    @Test
    void anIssuerVouchesForNobodyElse() {
        assertNobody(Map.of(
                "a tenants' issuer makes no operator",
                tenants.es256(ofTenant(tenant.id(), "hub-operator")),
                "nor does it beside a tenant's group, of an unknown tenant",
                tenants.es256(ofTenant(new TenantId(new UUID(0, 0)), "hub-operator", "tenant-admin")),
                "an operators' issuer speaks for no tenant",
                operators.es256(with(
                        operators.claims("tenant-admin"),
                        "tenant_id",
                        tenant.id().toString())),
                "no group, no rights",
                tenants.es256(ofTenant(tenant.id())),
                "a group of another name",
                tenants.es256(ofTenant(tenant.id(), "Tenant-Admin")),
                "no tenant",
                tenants.es256(tenants.claims("tenant-admin")),
                "a tenant's id that is none",
                tenants.es256(with(tenants.claims("tenant-admin"), "tenant_id", "ten_'; drop schema public --"))));
        assertThat(jwts.authenticate(tenants.es256(ofTenant(tenant.id(), "hub-operator", "tenant-member"))))
                .get()
                .isInstanceOf(Caller.OfTenant.class);
    }

    @Test
    void signaturesThatProveNothingAreRefused() throws Exception {
        JwtClaims claims = operators.claims("hub-operator");
        Map<String, String> tokens = new TreeMap<>();
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        none.setPayload(claims.toJson());
        tokens.put("alg none", compact(none));
        tokens.put("alg none in other letters", forged("{\"alg\":\"nOnE\"}", claims, ""));
        tokens.put("no alg", forged("{\"kid\":\"ec\"}", claims, "AAAA"));
        for (PublicJsonWebKey key : List.of(operators.rsa, operators.ec)) {
            tokens.put(
                    "HS256 keyed with the public " + key.getKeyId() + " key",
                    hmac(key.getPublicKey().getEncoded(), claims));
            tokens.put(
                    "HS256 keyed with the published " + key.getKeyId() + " key",
                    hmac(key.toJson().getBytes(UTF_8), claims));
        }
        tokens.put("RS512", compact(signature("RS512", operators.rsa, claims)));
        tokens.put("PS256", compact(signature("PS256", operators.rsa, claims)));
        tokens.put("another issuer's key under the same id", compact(signature("ES256", tenants.ec, claims)));
        String good = operators.es256(claims);
        tokens.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put(
                "zeros, which once verified against everything",
                forged("{\"alg\":\"ES256\",\"kid\":\"ec\"}", claims, encode(new byte[64])));
        tokens.put("other claims under a good signature", swapped(good, operators.claims("hub-operator", "more")));
        assertNobody(tokens);
    }

    @Test
    void theTokenDoesNotChooseItsOwnKey() throws Exception {
        JwtClaims claims = operators.claims("hub-operator");
        PublicJsonWebKey own = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        own.setKeyId("ec");
        JsonWebSignature embedded = signature("ES256", own, claims);
        embedded.setJwkHeader(own);
        JsonWebSignature linked = signature("ES256", own, claims);
        linked.setHeader("jku", "https://attacker.test/jwks.json");
        JsonWebSignature unknown = signature("ES256", operators.ec, claims);
        unknown.setKeyIdHeaderValue("no-such-key");
        JsonWebSignature path = signature("ES256", own, claims);
        path.setKeyIdHeaderValue("../../../../etc/passwd");
        JsonWebSignature critical = signature("ES256", operators.ec, claims);
        critical.setHeader("crit", List.of("urn:example:extension"));
        critical.setHeader("urn:example:extension", true);

        assertNobody(Map.of(
                "its key embedded",
                compact(embedded),
                "its keys linked",
                compact(linked),
                "a key id that nobody has",
                compact(unknown),
                "a key id that is a path",
                compact(path),
                "an extension that must be understood",
                compact(critical)));
    }

    @Test
    void claimsThatAreWrongInOneRespectAreRefused() {
        Map<String, Consumer<JwtClaims>> flaws = Map.ofEntries(
                Map.entry("unknown issuer", claims -> claims.setIssuer("https://nobody.test")),
                Map.entry("issuer with a slash more", claims -> claims.setIssuer(operators.config.issuer() + "/")),
                Map.entry("no issuer", claims -> claims.unsetClaim("iss")),
                Map.entry(
                        "issuer that is a list", claims -> claims.setClaim("iss", List.of(operators.config.issuer()))),
                Map.entry("another issuer's name", claims -> claims.setIssuer(tenants.config.issuer())),
                Map.entry("other audience", claims -> claims.setAudience("another-service")),
                Map.entry("no audience", claims -> claims.unsetClaim("aud")),
                Map.entry("expired", claims -> claims.setExpirationTimeMinutesInTheFuture(-5)),
                Map.entry("never expires", claims -> claims.unsetClaim("exp")),
                Map.entry("not valid yet", claims -> claims.setNotBeforeMinutesInThePast(-5)),
                Map.entry("no subject", claims -> claims.unsetClaim("sub")),
                Map.entry("subject that is a number", claims -> claims.setClaim("sub", 1)),
                Map.entry("subject that is a list", claims -> claims.setClaim("sub", List.of("somebody"))),
                Map.entry("expiry that is a text", claims -> claims.setClaim("exp", "tomorrow")),
                Map.entry("audience that is a number", claims -> claims.setClaim("aud", 1)),
                Map.entry("no groups", claims -> claims.unsetClaim("groups")),
                Map.entry("groups that are a number", claims -> claims.setClaim("groups", 1)),
                Map.entry(
                        "groups that hold objects",
                        claims -> claims.setClaim("groups", List.of(Map.of("a", "hub-operator")))));
        Map<String, String> tokens = new TreeMap<>();
        flaws.forEach((flaw, make) -> {
            JwtClaims claims = operators.claims("hub-operator");
            make.accept(claims);
            tokens.put(flaw, operators.es256(claims));
        });
        assertNobody(tokens);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        String good = operators.es256(operators.claims("hub-operator"));
        assertNobody(Map.of(
                "empty",
                "",
                "dots",
                "..",
                "five parts",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0....",
                "text",
                "not a token",
                "cut short",
                good.substring(0, good.length() / 2),
                "continued",
                good + ".more",
                "a claims' part that is no JSON",
                forgedPayload(good, "}{"),
                "a claims' part that is a list",
                forgedPayload(good, "[]"),
                "deeply nested",
                forgedPayload(good, "[".repeat(3000)),
                "control characters",
                "\u0000\u0001.\u0002.\u0003"));
    }

    @Test
    void aTokenTooLongToBeOneIsNotEvenRead() {
        String token = operators.es256(with(operators.claims("hub-operator"), "padding", "x".repeat(8 * 1024)));

        assertThat(jwts.authenticate(token)).isEmpty();
        assertThat(jwts.authenticate("a".repeat(10_000_000))).isEmpty();
    }

    @Test
    void aTenantThatIsNoMoreHasNoPeople() {
        JwtClaims claims = ofTenant(new TenantId(UUID.randomUUID()), "tenant-admin");

        assertThat(jwts.authenticate(tenants.es256(claims))).isEmpty();
    }

    private void assertNobody(Map<String, String> tokens) {
        SoftAssertions softly = new SoftAssertions();
        tokens.forEach((flaw, token) ->
                softly.assertThat(jwts.authenticate(token)).as(flaw).isEmpty());
        softly.assertAll();
    }

    private JwtClaims ofTenant(TenantId id, String... groups) {
        return with(tenants.claims(groups), "tenant_id", id.toString());
    }

    private static JwtClaims with(JwtClaims claims, String name, String value) {
        claims.setStringClaim(name, value);
        return claims;
    }

    private static String hmac(byte[] key, JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKeyIdHeaderValue("ec");
        signature.setKey(new HmacKey(key));
        signature.setPayload(claims.toJson());
        return compact(signature);
    }

    private static String forged(String header, JwtClaims claims, String signature) {
        return encode(header.getBytes(UTF_8)) + "." + encode(claims.toJson().getBytes(UTF_8)) + "." + signature;
    }

    private static String forgedPayload(String token, String payload) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + encode(payload.getBytes(UTF_8)) + "." + parts[2];
    }

    private static String swapped(String token, JwtClaims claims) {
        return forgedPayload(token, claims.toJson());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
