package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
@TestProfile(CorsIT.WithOrigins.class)
class CorsIT {
    private static final String APP = "https://app.example.com";
    private static final String LOCAL = "http://localhost:3000";
    private static final String FOREIGN = "https://evil.example";
    private static final String INGEST = "/v1/ingest/con_01h0000000000000000000000a";

    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    /** Two origins whose pages may read. */
    public static final class WithOrigins implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hub.cors-origins", APP + ", " + LOCAL);
        }
    }

    @Test
    void tellsAListedOriginWhatItsPagesMayAsk() {
        for (String origin : List.of(APP, LOCAL)) {
            Answer answer = preflight("/v1/connections", origin, "POST");

            answer.hasStatus(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
            assertThat(names(answer, "Access-Control-Allow-Methods"))
                    .containsExactly("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
            assertThat(names(answer, "Access-Control-Allow-Headers"))
                    .containsExactly("Authorization", "Content-Type", "Idempotency-Key");
            assertThat(answer.header("Access-Control-Max-Age")).contains("600");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.header("Vary")).contains("Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOREIGN,
                "null",
                "*",
                "https://app.example.com:8443",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://evilapp.example.com",
                "https://APP.example.com",
                "https://app.example.com/",
                "https://app.example.com,http://localhost:3000",
                "https://app.example.com https://evil.example"
            })
    void tellsAnyOtherOriginNothing(String origin) {
        Answer preflight = preflight("/v1/connections", origin, "POST");
        Answer request =
                Request.get("/v1/tenant").as(tenant).header("Origin", origin).send();

        assertThat(allowances(preflight.hasStatus(204))).isEmpty();
        assertThat(preflight.header("Vary")).contains("Origin");
        assertThat(allowances(request.hasStatus(200))).isEmpty();
        assertThat(request.header("Vary")).contains("Origin");
    }

    @Test
    void tellsNothingToARequestWithTwoOrigins() {
        Answer answer = Request.get("/v1/tenant")
                .as(tenant)
                .header("Origin", APP)
                .header("Origin", FOREIGN)
                .send();

        assertThat(allowances(answer.hasStatus(200))).isEmpty();
    }

    @Test
    void letsAPageReadItsAnswerAndTheHeadersOfTheContract() {
        Answer answer =
                Request.get("/v1/tenant").as(tenant).header("Origin", APP).send();

        assertReadable(answer.hasStatus(200));
    }

    @Test
    void letsAPageReadWhyItWasRefused() {
        Request page = Request.get("/v1/tenant").header("Origin", APP);

        assertReadable(page.send().isProblem(401, "unauthenticated"));
        assertReadable(Request.get("/nowhere").header("Origin", APP).send().isProblem(404, "not-found"));
        assertReadable(
                Request.of("PATCH", "/v1/tenant").header("Origin", APP).send().isProblem(405, "method-not-allowed"));
        assertReadable(Request.post("/v1/connections", "{")
                .as(tenant)
                .header("Origin", APP)
                .send()
                .isProblem(400, "bad-request"));
    }

    @Test
    void letsAPageReadARefusalThatComesBeforeEverything() {
        Answer answer = Request.post("/v1/connections", "{}")
                .header("Origin", APP)
                .header("Content-Length", Integer.toString(5 << 20))
                .send();

        assertReadable(answer.isProblem(413, "payload-too-large"));
    }

    @Test
    void keepsAnswersForDifferentOriginsApartInCaches() {
        assertThat(Request.get("/v1/tenant").as(tenant).send().header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, "/metrics", "/v1//ingest/x"})
    void keepsPagesFromWhatIsForMachines(String path) {
        Answer preflight = preflight(path, APP, "POST");
        Answer request = Request.post(path, "{}").header("Origin", APP).send();

        assertThat(allowances(preflight.hasStatus(204))).isEmpty();
        assertThat(allowances(request)).isEmpty();
    }

    @Test
    void answersAnOptionsRequestThatIsNoPreflightAsEver() {
        Answer answer =
                Request.of("OPTIONS", "/v1/tenant").header("Origin", APP).send();

        assertThat(answer.hasStatus(200).header("Access-Control-Allow-Methods")).isEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(APP);
    }

    private static Answer preflight(String path, String origin, String method) {
        return Request.of("OPTIONS", path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
                .send();
    }

    private static void assertReadable(Answer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(APP);
        assertThat(names(answer, "Access-Control-Expose-Headers"))
                .containsExactly(
                        "X-Request-Id",
                        "Location",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After",
                        "Idempotency-Replayed",
                        "X-Next-Cursor");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Vary")).contains("Origin");
    }

    private static List<String> names(Answer answer, String header) {
        return List.of(answer.header(header).orElseThrow().split(",\\s*"));
    }

    private static List<String> allowances(Answer answer) {
        return answer.headers().stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("access-control-"))
                .toList();
    }
}
