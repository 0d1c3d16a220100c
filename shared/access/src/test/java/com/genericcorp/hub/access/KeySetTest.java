package com.genericcorp.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
    private static final KeySet.Name RSA = new KeySet.Name("key", TokenAlgorithm.RS256);
    private static final KeySet.Name CURVE = new KeySet.Name("key", TokenAlgorithm.ES256);

    @Test
    void holdsEachKeyForItsOneAlgorithm() throws Exception {
        JsonWebKey rsa = named(RsaJwkGenerator.generateJwk(2048));
        EllipticCurveJsonWebKey curve = p256();

        KeySet keys = KeySet.parse(new JsonWebKeySet(rsa, curve).toJson());

        assertThat(keys.find(RSA)).contains(rsa.getPublicKey());
        assertThat(keys.find(CURVE)).contains(curve.getPublicKey());
        assertThat(keys.find(new KeySet.Name("Key", TokenAlgorithm.ES256))).isEmpty();
    }

    @Test
    void holdsAKeyThatSaysWhatItIsFor() throws Exception {
        EllipticCurveJsonWebKey key = p256();
        key.setUse("sig");
        key.setAlgorithm("ES256");
        key.setKeyOps(List.of("verify"));

        assertThat(parse(key).find(CURVE)).isPresent();
    }

    @Test
    void leavesOutKeysThatAreTooWeakOrOfAnotherKind() throws Exception {
        for (JsonWebKey key : List.of(
                RsaJwkGenerator.generateJwk(1024),
                EcJwkGenerator.generateJwk(EllipticCurves.P384),
                EcJwkGenerator.generateJwk(EllipticCurves.P521),
                OctJwkGenerator.generateJwk(256))) {
            JsonWebKeySet published = new JsonWebKeySet(named(key));

            assertThat(KeySet.parse(published.toJson(OutputControlLevel.INCLUDE_SYMMETRIC))
                            .keys())
                    .as(key.toJson())
                    .isEmpty();
        }
    }

    @Test
    void leavesOutKeysThatAreMeantForSomethingElse() throws Exception {
        EllipticCurveJsonWebKey encrypting = p256();
        encrypting.setUse("enc");
        EllipticCurveJsonWebKey otherAlgorithm = p256();
        otherAlgorithm.setAlgorithm("ECDH-ES");
        EllipticCurveJsonWebKey signing = p256();
        signing.setKeyOps(List.of("sign"));
        EllipticCurveJsonWebKey noOperation = p256();
        noOperation.setKeyOps(List.of());
        EllipticCurveJsonWebKey nameless = p256();
        nameless.setKeyId(null);

        assertThat(parse(encrypting, otherAlgorithm, signing, noOperation, nameless)
                        .keys())
                .isEmpty();
    }

    @Test
    void leavesOutAKeyWhosePrivateHalfIsPublishedToo() throws Exception {
        String published = new JsonWebKeySet(p256()).toJson(OutputControlLevel.INCLUDE_PRIVATE);

        assertThat(published).contains("\"d\"");
        assertThat(KeySet.parse(published).keys()).isEmpty();
    }

    @Test
    void leavesOutKeysThatAreNoneAndKeepsTheRest() throws Exception {
        EllipticCurveJsonWebKey good = p256();
        String bad = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"bad\",\"x\":\"AQ\"}";
        String odd = "{\"kty\":7,\"kid\":\"odd\"}";

        KeySet keys = KeySet.parse("{\"keys\":[" + bad + "," + odd + "," + good.toJson() + "]}");

        assertThat(keys.keys()).containsOnlyKeys(CURVE);
    }

    @Test
    void isEmptyWhenTheIssuerHasWithdrawnEveryKey() throws Exception {
        assertThat(KeySet.parse("{\"keys\":[]}").keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "null",
                "[]",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":7}",
                "{\"keys\":{}}",
                "{\"keys\":[7]}",
                "{\"keys\":[],\"keys\":[]}"
            })
    void isNothingElseThanAKeySet(String document) {
        assertThatThrownBy(() -> KeySet.parse(document)).isInstanceOf(IOException.class);
    }

    private static KeySet parse(JsonWebKey... keys) throws IOException {
        return KeySet.parse(new JsonWebKeySet(keys).toJson());
    }

    private static EllipticCurveJsonWebKey p256() throws JoseException {
        return named(EcJwkGenerator.generateJwk(EllipticCurves.P256));
    }

    private static <K extends JsonWebKey> K named(K key) {
        key.setKeyId("key");
        return key;
    }
}
