package com.genericcorp.hub.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document's examples are what its schemas say; that requests also work is ExamplesIT's matter. */
class DocumentExamplesTest {
    private final OpenApi document = OpenApi.committed();

    @ParameterizedTest
    @MethodSource("operations")
    void showsRequestsThatFitTheirSchema(Operation operation) {
        assertThat(operation.bodies()).allSatisfy(this::showsWhatFits);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void showsAnswersThatFitTheirSchema(Operation operation) {
        assertThat(operation.responses().stream()
                        .flatMap(response -> response.value().find("content").stream())
                        .flatMap(DocumentNode::members))
                .allSatisfy(this::showsWhatFits);
    }

    @Test
    void showsParametersAndHeadersThatFitTheirSchema() {
        Stream<DocumentNode> parameters =
                document.operations().stream().flatMap(operation -> operation.parameters().stream());
        Stream<DocumentNode> headers =
                document.root().at("components", "headers").members().map(DocumentNode.Member::value);

        assertThat(Stream.concat(parameters, headers)).allSatisfy(shown -> {
            Optional<DocumentNode> example = shown.find("example");
            example.ifPresent(value -> assertThat(document.errors(shown.at("schema"), value.json()))
                    .as(shown.toString())
                    .isEmpty());
        });
    }

    private void showsWhatFits(DocumentNode.Member form) {
        List<DocumentNode.Member> examples =
                form.value().at("examples").members().toList();
        assertThat(examples)
                .as(form.value().toString())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(document.errors(
                                form.value().at("schema"),
                                example.value().at("value").json()))
                        .as(example.key())
                        .isEmpty());
    }

    static List<Operation> operations() {
        return OpenApi.committed().operations();
    }
}
