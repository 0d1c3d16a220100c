package com.genericcorp.hub.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class OpenApiIT {
    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi?format=yaml"})
    void servesTheCommittedDocument(String target) throws IOException {
        Answer answer = Request.get(target).send().hasStatus(200);

        assertThat(answer.header("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(OpenApi.FILE));
    }

    @Test
    void servesItAsJson() throws IOException {
        Answer answer = Request.get("/openapi?format=json").send().hasStatus(200);

        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.json()).isEqualTo(new YAMLMapper().readTree(OpenApi.FILE.toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "JSON"})
    void knowsNoOtherForm(String format) {
        Request.get("/openapi?format=" + format).send().isInvalid("format");
    }

    @ParameterizedTest
    @CsvSource({"yaml,json", "json,yaml"})
    void letsCachesKeepEachForm(String format, String other) {
        Answer first = Request.get("/openapi?format=" + format).send().hasStatus(200);
        String tag = first.header("ETag").orElseThrow();

        Answer again = Request.get("/openapi?format=" + format)
                .header("If-None-Match", tag)
                .send();

        assertThat(first.header("Cache-Control")).contains("public, max-age=3600");
        assertThat(again.hasStatus(304).body()).isEmpty();
        assertThat(again.header("ETag")).contains(tag);
        Request.get("/openapi?format=" + other)
                .header("If-None-Match", tag)
                .send()
                .hasStatus(200);
    }
}
