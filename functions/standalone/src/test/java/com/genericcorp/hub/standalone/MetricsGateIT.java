package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the metrics, where there is a registry for a scraper. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class MetricsGateIT {
    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI hub;

    @Test
    void showsThemToTheSameMachine() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(hub.resolve("/metrics")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("hub_active_tenants", "hub_degraded 0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/", "/metrics/anything", "//metrics", "/./metrics"})
    void hidesThemFromWhoeverComesThroughAProxy(String path) throws Exception {
        HttpResponse<String> answer = send(throughAProxy(path));

        assertThat(answer.statusCode()).isIn(401, 404);
        assertThat(answer.body()).doesNotContain("hub_active_tenants");
    }

    @Test
    void hidesThemFromATenant() throws Exception {
        String authorization = TestTenants.create(TestServers.shared()).authorization();

        assertThat(send(throughAProxy("/metrics").header("Authorization", authorization))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsThemToAnOperatorFromAnywhere() throws Exception {
        String token = TestIssuers.shared().operator("metrics");

        assertThat(send(throughAProxy("/metrics").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder throughAProxy(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + hub.getAuthority() + path))
                .header("X-Forwarded-For", "192.0.2.1");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
