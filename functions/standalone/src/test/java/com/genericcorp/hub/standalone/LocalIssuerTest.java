package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void aTokenIsSignedByTheKeyThatIsPublished() throws Exception {
        StateDirectory state = new StateDirectory(directory);
        LocalIssuer.ensure(state);

        String[] parts =
                LocalIssuer.open(state, NOON).tenantToken("someone", "ten_1").split("\\.", -1);

        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(published(state));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.path("tenant_id").asText()).isEqualTo("ten_1");
        assertThat(claims.path("iss").asText()).isEqualTo(LocalIssuer.TENANTS);
        assertThat(claims.path("groups").get(0).asText()).isEqualTo("tenant-admin");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong())).isEqualTo("2026-01-01T13:00:00Z");
    }

    @Test
    void theKeyIsDrawnOnceAndNobodyElseReadsIt() throws Exception {
        StateDirectory state = new StateDirectory(directory);
        LocalIssuer.ensure(state);
        String drawn = Files.readString(LocalIssuer.keyFile(state));

        LocalIssuer.ensure(state);

        assertThat(Files.readString(LocalIssuer.keyFile(state))).isEqualTo(drawn);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LocalIssuer.keyFile(state))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(LocalIssuer.jwks(state))).doesNotContain("\"d\"");
    }

    @Test
    void withoutAKeyThereIsNoIssuer() {
        assertThatThrownBy(() -> LocalIssuer.open(new StateDirectory(directory), NOON))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no hub was ever started");
    }

    private static PublicKey published(StateDirectory state) throws Exception {
        JsonNode jwk = JSON.readTree(Files.readString(LocalIssuer.jwks(state)))
                .path("keys")
                .get(0);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger coordinate(JsonNode jwk, String name) {
        byte[] bytes = Base64.getUrlDecoder().decode(jwk.path(name).asText());
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }
}
