package com.genericcorp.hub.api.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class FeedbackIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Test
    void takesFeedbackThatNobodyReadsBack() {
        Answer given = give("{\"rating\":4,\"text\":\"Good, ä 😀\\n\"}");

        given.hasStatus(201);
        assertThat(given.header("Location")).isEmpty();
        assertThat(given.json().size()).isEqualTo(3);
        assertThat(given.json().path("rating").asInt()).isEqualTo(4);
        assertThat(given.field("text")).isEqualTo("Good, ä 😀\n");
        assertThat(given.field("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(stored()).containsExactly("4 Good, ä 😀\n");
        Request.get("/v1/feedback").as(tenant).send().isProblem(405, "method-not-allowed");
    }

    @Test
    void takesItFromEveryCallerOfTheTenant() {
        TestTenant usage = TestTenants.create(TestServers.shared().ownerDatabase(), "usage");
        String member = TestIssuers.shared().tenant(tenant.id(), "tenant-member");
        Request request = Request.post("/v1/feedback", "{\"rating\":1,\"text\":\"No.\"}");

        request.as(usage).send().hasStatus(201);
        request.bearer(member).send().hasStatus(201);
        request.asOperator().send().isProblem(403, "forbidden");
        request.send().isProblem(401, "unauthenticated");
        assertThat(stored()).containsExactly("1 No.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"t"}                        | /rating
            {"rating":null,"text":"t"}          | /rating
            {"rating":0,"text":"t"}             | /rating
            {"rating":6,"text":"t"}             | /rating
            {"rating":4.5,"text":"t"}           | /rating
            {"rating":"4","text":"t"}           | /rating
            {"rating":4}                        | /text
            {"rating":4,"text":" "}             | /text
            {"rating":4,"text":7}               | /text
            {"rating":4,"text":"a\\u0000b"}     | /text
            {"rating":4,"text":"\\udc00"}       | /text
            {"rating":4,"text":"t","mood":"x"}  | /mood
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        give(body).isInvalid(pointer);

        assertThat(stored()).isEmpty();
        assertThat(Stored.audit(tenant.id())).isEmpty();
    }

    @Test
    void takesUpTo4000Characters() {
        give("{\"rating\":4,\"text\":\"" + "x".repeat(4001) + "\"}").isInvalid("/text");
        give("{\"rating\":4,\"text\":\"" + "x".repeat(4000) + "\"}").hasStatus(201);
    }

    @Test
    void isTakenOnceUnderAnIdempotencyKey() {
        Request request = Request.post("/v1/feedback", "{\"rating\":5,\"text\":\"Yes.\"}")
                .header("Idempotency-Key", "f-1")
                .as(tenant);
        Answer first = request.send().hasStatus(201);

        Answer again = request.send().hasStatus(201);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.header("Location")).isEmpty();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void isRecorded() {
        Answer given = give("{\"rating\":4,\"text\":\"t\"}");

        assertThat(Stored.audit(tenant.id()))
                .satisfiesExactly(record -> assertThat(record)
                        .matches("key:key_\\w+ feedback.given fbk_\\w{26} "
                                + given.header("X-Request-Id").orElseThrow()));
    }

    private Answer give(String body) {
        return Request.post("/v1/feedback", body).as(tenant).send();
    }

    private List<String> stored() {
        return Stored.rows(
                row -> row.getInt("rating") + " " + row.getString("text"),
                "select rating, text from public.feedback where tenant_id = ? order by id",
                tenant.id().uuid());
    }
}
