package com.genericcorp.hub.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.problem.ErrorType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The document and the code say the same. */
class DriftTest {
    private final OpenApi document = OpenApi.committed();

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedOperationIsServed() {
        Set<String> served = Stream.concat(
                        Routes.served().stream().map(Routes.Route::toString), Routes.BESIDE_THE_RESOURCES.stream())
                .collect(Collectors.toSet());
        Set<String> documented = document.operations().stream()
                .map(operation -> operation.method() + " " + Routes.anonymous(operation.path()))
                .collect(Collectors.toSet());

        assertThat(documented).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void listsTheProblemsThatThereAre() {
        assertThat(document.root()
                        .at("components", "schemas", "Problem", "properties", "type")
                        .texts("enum"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorType.values())
                        .map(type -> type.type().toString())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void showsEveryProblemWithItsStatusAndTitle(ErrorType type) {
        List<DocumentNode> shown = document.root()
                .at("components", "responses")
                .members()
                .flatMap(response -> response.value()
                        .at("content", "application/problem+json", "examples")
                        .members())
                .filter(example -> type.type().getPath().endsWith("/" + example.key()))
                .map(example -> example.value().at("value"))
                .toList();

        assertThat(shown).allSatisfy(example -> {
            assertThat(example.json().path("type").asText())
                    .isEqualTo(type.type().toString());
            assertThat(example.json().path("status").asInt()).isEqualTo(type.status());
            assertThat(example.json().path("title").asText()).isEqualTo(type.title());
        });
        assertThat(shown.isEmpty())
                .as("a documented operation cannot be asked for by a wrong method")
                .isEqualTo(type == ErrorType.METHOD_NOT_ALLOWED);
    }

    @Test
    void listsTheScopesThatThereAre() {
        List<String> scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();

        assertThat(document.root().at("components", "schemas", "Scope").texts("enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("*"), scopes.stream()).toList());
        assertThat(document.operations().stream().flatMap(operation -> operation.scope().stream()))
                .isSubsetOf(scopes);
    }

    @ParameterizedTest
    @MethodSource("operationsWithJson")
    void documentsTheFieldsOfTheBodyThatIsRead(Operation operation) {
        DocumentNode schema = operation.bodies().getFirst().value().at("schema");

        RequestRecord read = RequestRecord.of(operation);

        assertThat(operation.bodies())
                .allSatisfy(
                        body -> assertThat(body.value().at("schema").pointer()).isEqualTo(schema.pointer()));
        read.assertFits(schema);
    }

    static List<Operation> operationsWithJson() {
        return OpenApi.committed().operations().stream()
                .filter(Operation::takesBody)
                .filter(operation -> operation.access() != Operation.Access.ANYBODY)
                .toList();
    }
}
