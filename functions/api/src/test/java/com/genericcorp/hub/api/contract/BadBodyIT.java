package com.genericcorp.hub.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.api.document.OpenApi;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.api.document.Operation.Access;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with a body, sent every body that its schema does not allow. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class BadBodyIT {
    private static @Nullable World world;

    private static World world() {
        World made = world == null ? World.create() : world;
        world = made;
        return made;
    }

    @AfterAll
    static void leave() {
        world = null;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badBodies")
    void refusesPreciselyAndChangesNothing(Operation operation, BadBody bad) {
        Request request = Callers.rightful(operation, world(), Requests.bare(operation, world()))
                .header("Content-Type", bad.contentType())
                .body(bad.bytes());
        DatabaseDigest before = DatabaseDigest.of(world());

        Answer answer = request.send();

        assertThat(bad.statuses()).as(answer.toString()).contains(answer.status());
        bad.pointer()
                .ifPresent(pointer -> assertThat(answer.pointers())
                        .as(answer.toString())
                        .isNotEmpty()
                        .containsOnly(pointer));
        assertThat(DatabaseDigest.of(world())).isEqualTo(before);
    }

    static List<Arguments> badBodies() {
        return OpenApi.committed().operations().stream()
                .filter(Operation::takesBody)
                .filter(operation -> operation.access() != Access.ANYBODY)
                .flatMap(operation -> badBodies(operation).map(bad -> Arguments.of(operation, bad)))
                .toList();
    }

    private static Stream<BadBody> badBodies(Operation operation) {
        DocumentNode schema = operation.bodies().getFirst().value().at("schema");
        JsonNode example = Requests.example(operation);
        return Stream.concat(WrongFields.of(schema, example).stream(), WrongBodies.of(example).stream());
    }
}
