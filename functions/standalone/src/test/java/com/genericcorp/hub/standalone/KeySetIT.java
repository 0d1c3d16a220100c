package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class KeySetIT {
    @TestHTTPResource("/.well-known/jwks.json")
    @SuppressWarnings("NullAway.Init")
    URI keySet;

    @Inject
    @SuppressWarnings("NullAway.Init")
    StandaloneConfig config;

    @BeforeEach
    void drawKey() throws Exception {
        Files.createDirectories(config.state());
        LocalIssuer.ensure(new StateDirectory(config.state()));
    }

    @Test
    void publishesTheKeyThatTheLocalIssuersTokensAreSignedWith() throws Exception {
        String token = LocalIssuer.open(new StateDirectory(config.state()), Clock.systemUTC())
                .operatorToken("somebody");

        HttpResponse<String> answer = get("*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        PublicJsonWebKey key = (PublicJsonWebKey)
                new JsonWebKeySet(answer.body()).getJsonWebKeys().getFirst();
        assertThat(key.getPrivateKey()).isNull();
        assertThat(key.getAlgorithm()).isEqualTo("ES256");
        assertThat(new JwtConsumerBuilder()
                        .setVerificationKey(key.getPublicKey())
                        .setExpectedAudience(LocalIssuer.AUDIENCE)
                        .build()
                        .processToClaims(token)
                        .getSubject())
                .isEqualTo("somebody");
    }

    @Test
    void saysWhatItIsAndHowLongItMayBeKept() throws Exception {
        for (String accepted : new String[] {"*/*", "application/json", "application/jwk-set+json"}) {
            HttpResponse<String> answer = get(accepted);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/jwk-set+json"));
            assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=600");
            assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    private HttpResponse<String> get(String accepted) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(keySet).header("Accept", accepted).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
