package com.genericcorp.hub.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same answers on Lambda and over HTTP: whichever shape was built gets its form of each fixture. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ShapesAgreeIT {
    static List<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void answersAsTheFixtureSays(Fixture fixture) {
        Answer answer = fixture.send();

        int status = fixture.answer().required("status").asInt();
        if (fixture.answer().path("refused_before_routing").asBoolean()) {
            assertThat(answer.status()).isEqualTo(status);
        } else {
            answer.hasStatus(status);
        }
        for (Map.Entry<String, JsonNode> header :
                fixture.answer().path("headers").properties()) {
            assertThat(answer.header(header.getKey()).orElse(null))
                    .as(header.getKey())
                    .isEqualTo(
                            header.getValue().isNull()
                                    ? null
                                    : header.getValue().asText());
        }
        if (fixture.answer().has("json")) {
            assertThat(withoutItsRequest(answer)).isEqualTo(fixture.answer().get("json"));
        } else {
            assertThat(answer.text()).isEqualTo(fixture.answer().path("text").asText());
        }
    }

    /** A problem names its request, which no fixture can know; that it does was checked with the headers. */
    private static JsonNode withoutItsRequest(Answer answer) {
        JsonNode json = answer.json();
        if (json instanceof ObjectNode problem && problem.has("instance")) {
            answer.isProblem(answer.status(), slug(problem));
            problem.remove("instance");
        }
        return json;
    }

    private static String slug(JsonNode problem) {
        String type = problem.required("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
