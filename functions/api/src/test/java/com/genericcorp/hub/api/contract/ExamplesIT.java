package com.genericcorp.hub.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.api.document.OpenApi;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that the document shows, with the parameters that it shows, does what the document says. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ExamplesIT {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examples")
    void works(Operation operation, DocumentedExample example) {
        World world = World.create();
        if (operation.id().equals("resumeTenant")) {
            world.suspend();
        }
        Request request = example.request(operation, world);

        Answer answer = Callers.rightful(operation, world, request).send();

        assertThat(expected(operation)).as(answer.toString()).contains(answer.status());
    }

    /** There are no metrics to scrape on Lambda. */
    private static List<Integer> expected(Operation operation) {
        return operation.id().equals("getMetrics") ? List.of(200, 404) : operation.successes();
    }

    static List<Arguments> examples() {
        return OpenApi.committed().operations().stream()
                .flatMap(operation -> examples(operation).map(example -> Arguments.of(operation, example)))
                .toList();
    }

    private static Stream<DocumentedExample> examples(Operation operation) {
        return operation.takesBody()
                ? operation.bodies().stream().flatMap(ExamplesIT::examples)
                : Stream.of(new DocumentedExample.Bare());
    }

    private static Stream<DocumentedExample> examples(DocumentNode.Member form) {
        return form.value()
                .at("examples")
                .members()
                .map(example -> new DocumentedExample.Body(
                        form.key(), example.key(), example.value().at("value").json()));
    }
}
