package com.genericcorp.hub.access;

import static com.genericcorp.hub.access.SignedTokens.compact;
import static com.genericcorp.hub.access.SignedTokens.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.access.JwtConfig.Kind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.io.IOException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Tokens against the attacks of RFC 8725. */
class JwtsTest {
    private static final SignedTokens OPERATORS = issuer("operators", Kind.OPERATOR);
    private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"ec\"}";
    private static final SignedTokens TENANTS = issuer("tenants", Kind.TENANT);

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Jwts jwts = new Jwts(List.of(OPERATORS.config, TENANTS.config), Clock.systemUTC());

    @Test
    void anOperatorIsWhoeverTheOperatorsIssuerSaysIsOne() {
        JwtClaims claims = OPERATORS.claims("something", "hub-operator");

        assertThat(jwts.authenticate(OPERATORS.es256(claims))).contains(new Token.Operator("somebody"));
        assertThat(jwts.authenticate(OPERATORS.rs256(claims))).contains(new Token.Operator("somebody"));
    }

    @Test
    void aPersonOfATenantHasWhatTheGroupGrants() {
        assertThat(jwts.authenticate(TENANTS.es256(ofTenant(tenant, "tenant-admin"))))
                .contains(new Token.OfTenant(tenant, Grants.all(), "user:somebody"));
        assertThat(jwts.authenticate(TENANTS.rs256(ofTenant(tenant, "tenant-member"))))
                .contains(new Token.OfTenant(tenant, Grants.reading(), "user:somebody"));
    }

    @Test
    void anIssuerVouchesForNobodyElse() {
        assertNobody(Map.of(
                "a tenants' issuer makes no operator",
                TENANTS.es256(ofTenant(tenant, "hub-operator")),
                "an operators' issuer speaks for no tenant",
                OPERATORS.es256(with(OPERATORS.claims("tenant-admin"), "tenant_id", tenant.toString())),
                "no group, no rights",
                TENANTS.es256(ofTenant(tenant)),
                "a group of another name",
                TENANTS.es256(ofTenant(tenant, "Tenant-Admin")),
                "no tenant",
                TENANTS.es256(TENANTS.claims("tenant-admin")),
                "a tenant's id that is none",
                TENANTS.es256(with(TENANTS.claims("tenant-admin"), "tenant_id", "ten_'; drop schema public --"))));
        assertThat(jwts.authenticate(TENANTS.es256(ofTenant(tenant, "hub-operator", "tenant-member"))))
                .get()
                .isInstanceOf(Token.OfTenant.class);
    }

    @Test
    void signaturesThatProveNothingAreRefused() throws Exception {
        JwtClaims claims = OPERATORS.claims("hub-operator");
        Map<String, String> tokens = new TreeMap<>();
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        none.setPayload(claims.toJson());
        tokens.put("alg none", compact(none));
        tokens.put("alg none in other letters", forged("{\"alg\":\"nOnE\"}", claims, ""));
        tokens.put("no alg", forged("{\"kid\":\"ec\"}", claims, "AAAA"));
        for (PublicJsonWebKey key : List.of(OPERATORS.rsa, OPERATORS.ec)) {
            tokens.put(
                    "HS256 keyed with the public " + key.getKeyId() + " key",
                    hmac(key.getPublicKey().getEncoded(), claims));
            tokens.put(
                    "HS256 keyed with the published " + key.getKeyId() + " key",
                    hmac(key.toJson().getBytes(UTF_8), claims));
        }
        tokens.put("RS512", compact(signature("RS512", OPERATORS.rsa, claims)));
        tokens.put("PS256", compact(signature("PS256", OPERATORS.rsa, claims)));
        tokens.put("another issuer's key under the same id", compact(signature("ES256", TENANTS.ec, claims)));
        String good = OPERATORS.es256(claims);
        tokens.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put(
                "zeros, which once verified against everything",
                forged("{\"alg\":\"ES256\",\"kid\":\"ec\"}", claims, encode(new byte[64])));
        tokens.put("other claims under a good signature", swapped(good, OPERATORS.claims("hub-operator", "more")));
        assertNobody(tokens);
    }

    @Test
    void theTokenDoesNotChooseItsOwnKey() throws Exception {
        JwtClaims claims = OPERATORS.claims("hub-operator");
        PublicJsonWebKey own = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        own.setKeyId("ec");
        JsonWebSignature embedded = signature("ES256", own, claims);
        embedded.setJwkHeader(own);
        JsonWebSignature linked = signature("ES256", own, claims);
        linked.setHeader("jku", "https://attacker.test/jwks.json");
        JsonWebSignature unknown = signature("ES256", OPERATORS.ec, claims);
        unknown.setKeyIdHeaderValue("no-such-key");
        JsonWebSignature path = signature("ES256", own, claims);
        path.setKeyIdHeaderValue("../../../../etc/passwd");
        JsonWebSignature critical = signature("ES256", OPERATORS.ec, claims);
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
                Map.entry("issuer with a slash more", claims -> claims.setIssuer(OPERATORS.config.issuer() + "/")),
                Map.entry("no issuer", claims -> claims.unsetClaim("iss")),
                Map.entry(
                        "issuer that is a list", claims -> claims.setClaim("iss", List.of(OPERATORS.config.issuer()))),
                Map.entry("another issuer's name", claims -> claims.setIssuer(TENANTS.config.issuer())),
                Map.entry("other audience", claims -> claims.setAudience("another-service")),
                Map.entry("no audience", claims -> claims.unsetClaim("aud")),
                Map.entry("expired before it was issued", claims -> claims.setExpirationTimeMinutesInTheFuture(-5)),
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
        assertOperatorsAreRefused(flaws);
    }

    @Test
    void claimsOfAKindThatNobodyExpectsAreRefused() {
        assertOperatorsAreRefused(Map.ofEntries(
                Map.entry("expiry that is true", claims -> claims.setClaim("exp", true)),
                Map.entry("expiry that is a list", claims -> claims.setClaim("exp", List.of(9_999_999_999L))),
                Map.entry("expiry that is null", claims -> claims.setClaim("exp", null)),
                Map.entry("expiry before 1970", claims -> claims.setClaim("exp", -9e300)),
                Map.entry("not before: a text", claims -> claims.setClaim("nbf", "yesterday")),
                Map.entry("not before: the end of time", claims -> claims.setClaim("nbf", 1e300)),
                Map.entry("audience that is null", claims -> claims.setClaim("aud", null)),
                Map.entry("audience that is an object", claims -> claims.setClaim("aud", Map.of("hub", "hub"))),
                Map.entry(
                        "audience among numbers", claims -> claims.setClaim("aud", List.of(1, SignedTokens.AUDIENCE))),
                Map.entry("issuer that is an object", claims -> claims.setClaim("iss", Map.of())),
                Map.entry("subject that is an object", claims -> claims.setClaim("sub", Map.of("a", "b"))),
                Map.entry("subject that is null", claims -> claims.setClaim("sub", null)),
                Map.entry("groups that are one text", claims -> claims.setClaim("groups", "hub-operator")),
                Map.entry("groups in an object", claims -> claims.setClaim("groups", Map.of("hub-operator", true))),
                Map.entry("groups in groups", claims -> claims.setClaim("groups", List.of(List.of("hub-operator"))))));
        for (Object id : List.of(1, true, List.of(tenant.toString()), Map.of("id", tenant.toString()))) {
            JwtClaims claims = TENANTS.claims("tenant-admin");
            claims.setClaim("tenant_id", id);
            assertThat(jwts.authenticate(TENANTS.es256(claims))).isEmpty();
        }
    }

    @Test
    void subjectsThatCannotBeWrittenDownAsTheyAreAreRefused() {
        Map<String, Consumer<JwtClaims>> flaws = new TreeMap<>();
        for (String subject : List.of(
                "",
                " ",
                "a\nb",
                "a\rb",
                "a\u0000",
                "a\u001b[31m",
                "a\u007f",
                "a\u0085b",
                "a\u2028b",
                "a\u202eb",
                "a\u200bb",
                "\ufeffa",
                "a\ue000",
                "a\uffff",
                "x".repeat(256))) {
            flaws.put("subject " + encode(subject.getBytes(UTF_8)), claims -> claims.setSubject(subject));
        }
        assertOperatorsAreRefused(flaws);
        String claims = OPERATORS.claims("hub-operator").toJson();
        assertNobody(
                Map.of("half a character", OPERATORS.signed(HEADER, claims.replace("somebody", "some\\ud800body"))));
    }

    @Test
    void subjectsOfEveryLanguageAreKnown() {
        for (String subject :
                List.of("x".repeat(255), "Zoë Müller", "李雷", "auth0|5f7c8ec7c33c6c004bbafe82", "a@b.example")) {
            JwtClaims claims = OPERATORS.claims("hub-operator");
            claims.setSubject(subject);

            assertThat(jwts.authenticate(OPERATORS.es256(claims))).contains(new Token.Operator(subject));
        }
    }

    @Test
    void tokensThatCanBeReadInTwoWaysAreRefused() {
        String claims = OPERATORS.claims("hub-operator").toJson();
        assertThat(jwts.authenticate(OPERATORS.signed(HEADER, claims))).isPresent();

        assertNobody(Map.ofEntries(
                Map.entry("two subjects", OPERATORS.signed(HEADER, with(claims, "\"sub\":\"somebody else\""))),
                Map.entry("two issuers", OPERATORS.signed(HEADER, with(claims, "\"iss\":\"https://tenants.test\""))),
                Map.entry("two lists of groups", OPERATORS.signed(HEADER, with(claims, "\"groups\":[]"))),
                Map.entry("two keys", OPERATORS.signed(with(HEADER, "\"kid\":\"ec\""), claims)),
                Map.entry("two algorithms", OPERATORS.signed(with(HEADER, "\"alg\":\"none\""), claims)),
                Map.entry("no key's id", OPERATORS.signed("{\"alg\":\"ES256\"}", claims)),
                Map.entry("a key's id that is a number", OPERATORS.signed("{\"alg\":\"ES256\",\"kid\":1}", claims)),
                Map.entry("algorithms in a list", OPERATORS.signed("{\"alg\":[\"ES256\"],\"kid\":\"ec\"}", claims)),
                Map.entry(
                        "an algorithm in small letters",
                        OPERATORS.signed("{\"alg\":\"es256\",\"kid\":\"ec\"}", claims)),
                Map.entry("more after the claims", OPERATORS.signed(HEADER, claims + claims)),
                Map.entry("claims that are null", OPERATORS.signed(HEADER, "null"))));
    }

    @Test
    void extensionsAreRefusedBecauseNoneIsUnderstood() {
        String claims = OPERATORS.claims("hub-operator").toJson();
        assertNobody(Map.of(
                "an empty list of extensions",
                OPERATORS.signed(with(HEADER, "\"crit\":[]"), claims),
                "extensions that are no list",
                OPERATORS.signed(with(HEADER, "\"crit\":\"exp\""), claims),
                "unencoded, as must be understood",
                OPERATORS.signed(with(HEADER, "\"b64\":false,\"crit\":[\"b64\"]"), claims),
                "unencoded",
                OPERATORS.signed(with(HEADER, "\"b64\":false"), claims),
                "a token in a token",
                OPERATORS.signed(with(HEADER, "\"cty\":\"JWT\""), OPERATORS.signed(HEADER, claims))));
    }

    /** Whatever an issuer publishes, its tokens are good by RS256 and ES256 alone. */
    @Test
    void keysOnOtherCurvesAndShortKeysSignNothing() throws Exception {
        PublicJsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        PublicJsonWebKey shortRsa = RsaJwkGenerator.generateJwk(1024);
        p384.setKeyId("p384");
        shortRsa.setKeyId("short");
        String published = new JsonWebKeySet(p384, shortRsa, OPERATORS.ec).toJson();
        Jwts lenient = new Jwts(Stream.of(new TrustedIssuer(OPERATORS.config, () -> published, Clock.systemUTC())));
        JwtClaims claims = OPERATORS.claims("hub-operator");
        assertThat(lenient.authenticate(OPERATORS.es256(claims))).isPresent();
        JsonWebSignature weak = signature("RS256", shortRsa, claims);
        weak.setDoKeyValidation(false);
        JsonWebSignature misnamed = signature("ES256", OPERATORS.ec, claims);
        misnamed.setKeyIdHeaderValue("p384");

        for (JsonWebSignature token : List.of(signature("ES384", p384, claims), weak, misnamed)) {
            assertThat(lenient.authenticate(compact(token))).isEmpty();
        }
    }

    @Test
    void withoutTheIssuersKeysNothingIsSaidAboutAToken() {
        Jwts cutOff = new Jwts(Stream.of(new TrustedIssuer(
                OPERATORS.config,
                () -> {
                    throw new IOException("nobody is there");
                },
                Clock.systemUTC())));

        assertThatThrownBy(() -> cutOff.authenticate(OPERATORS.es256(OPERATORS.claims("hub-operator"))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo(ErrorType.UNAVAILABLE));
        assertThat(cutOff.authenticate(TENANTS.es256(ofTenant(tenant, "tenant-admin"))))
                .isEmpty();
    }

    @Test
    void signaturesInAnotherFormAreRefused() throws Exception {
        String token = OPERATORS.es256(OPERATORS.claims("hub-operator"));
        String content = token.substring(0, token.lastIndexOf('.'));
        Signature der = Signature.getInstance("SHA256withECDSA");
        der.initSign(OPERATORS.ec.getPrivateKey());
        der.update(content.getBytes(UTF_8));

        assertNobody(Map.of(
                "DER", content + "." + encode(der.sign()), "RS256 under the EC key's id", compact(crossed("ec"))));
    }

    private static JsonWebSignature crossed(String keyId) {
        JsonWebSignature signature = signature("RS256", OPERATORS.rsa, OPERATORS.claims("hub-operator"));
        signature.setKeyIdHeaderValue(keyId);
        return signature;
    }

    /** With one member more. */
    private static String with(String object, String member) {
        return object.substring(0, object.length() - 1) + "," + member + "}";
    }

    private void assertOperatorsAreRefused(Map<String, Consumer<JwtClaims>> flaws) {
        Map<String, String> tokens = new TreeMap<>();
        flaws.forEach((flaw, make) -> {
            JwtClaims claims = OPERATORS.claims("hub-operator");
            make.accept(claims);
            tokens.put(flaw, OPERATORS.es256(claims));
        });
        assertNobody(tokens);
    }

    @Test
    void clocksMayDifferByAMinute() {
        JwtClaims justExpired = expired(30);
        JwtClaims longExpired = expired(90);

        assertThat(jwts.authenticate(OPERATORS.es256(justExpired))).isPresent();
        assertThat(jwts.authenticate(OPERATORS.es256(longExpired))).isEmpty();
    }

    @Test
    void whatIsNoTokenIsRefused() {
        String good = OPERATORS.es256(OPERATORS.claims("hub-operator"));
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
        String token = OPERATORS.es256(with(OPERATORS.claims("hub-operator"), "padding", "x".repeat(8 * 1024)));

        assertThat(jwts.authenticate(token)).isEmpty();
        assertThat(jwts.authenticate("a".repeat(10_000_000))).isEmpty();
    }

    private static SignedTokens issuer(String name, Kind kind) {
        try {
            return new SignedTokens(name, kind);
        } catch (JoseException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNobody(Map<String, String> tokens) {
        SoftAssertions softly = new SoftAssertions();
        tokens.forEach((flaw, token) ->
                softly.assertThat(jwts.authenticate(token)).as(flaw).isEmpty());
        softly.assertAll();
    }

    private static JwtClaims expired(int secondsAgo) {
        JwtClaims claims = OPERATORS.claims("hub-operator");
        claims.setIssuedAt(NumericDate.fromSeconds(NumericDate.now().getValue() - 600));
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - secondsAgo));
        return claims;
    }

    private JwtClaims ofTenant(TenantId id, String... groups) {
        return with(TENANTS.claims(groups), "tenant_id", id.toString());
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
