package com.genericcorp.hub.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Metrics have a port of their own, and a CloudEvent's attributes count as SQS's do. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
@Tag("knative")
class KnativeMetricsIT {
    private static final Pattern AGES =
            Pattern.compile("^hub_queue_age_seconds_sum\\{.*queue=\"provisioning\".*\\} (\\S+)$", Pattern.MULTILINE);

    @TestHTTPResource("/metrics")
    @SuppressWarnings("NullAway.Init")
    URI whereRequestsArrive;

    @TestHTTPResource(value = "/metrics", management = true)
    @SuppressWarnings("NullAway.Init")
    URI ofItsOwn;

    @Test
    void theyAreNotWhereRequestsArrive() throws Exception {
        assertThat(send(HttpRequest.newBuilder(ofItsOwn)).statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(whereRequestsArrive)).body()).doesNotContain("hub_");
    }

    @Test
    void anEventsAgeIsMeasured() throws Exception {
        double before = ages();

        HttpResponse<String> answer = send(HttpRequest.newBuilder(whereRequestsArrive.resolve("/"))
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "hub")
                .header("ce-type", "provisioning")
                .header("ce-time", Instant.now().minusSeconds(60).toString())
                .POST(HttpRequest.BodyPublishers.ofString("{\"operation_id\":\""
                        + new Ids(Clock.systemUTC(), new SecureRandom()).next(IdKind.OPERATION) + "\"}")));

        assertThat(answer.statusCode() / 100).isEqualTo(2);
        assertThat(ages() - before).isBetween(60.0, 120.0);
    }

    private double ages() throws Exception {
        Matcher sum = AGES.matcher(send(HttpRequest.newBuilder(ofItsOwn)).body());
        return sum.find() ? Double.parseDouble(sum.group(1)) : 0;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
