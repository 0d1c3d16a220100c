package com.genericcorp.hub.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The committed contract, {@code docs/openapi.yaml}, as tests read it. */
public final class OpenApi {
    public static final Path FILE = Path.of("..", "..", "docs", "openapi.yaml");

    private static final String BASE = "https://hub.test/openapi";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final OpenApi COMMITTED = read();

    private final DocumentNode root;
    private final List<Operation> operations;
    private final SchemaRegistry schemas;

    private OpenApi(JsonNode document) {
        this.root = new DocumentNode(document);
        this.operations = root.at("paths")
                .members()
                .flatMap(path -> path.value()
                        .members()
                        .filter(member -> METHODS.contains(member.key()))
                        .map(member -> operation(path.key(), member)))
                .toList();
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, document.toString())));
    }

    private static Operation operation(String path, DocumentNode.Member member) {
        return new Operation(
                member.key().toUpperCase(Locale.ROOT),
                path,
                member.value(),
                member.value().elements("parameters"));
    }

    public static OpenApi committed() {
        return COMMITTED;
    }

    private static OpenApi read() {
        try {
            return new OpenApi(new YAMLMapper().readTree(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DocumentNode root() {
        return root;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that a request asks for, if it is one. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .findFirst();
    }

    /** What is wrong with {@code value} by the schema that stands at {@code schema}. */
    public List<String> errors(DocumentNode schema, JsonNode value) {
        Schema compiled = schemas.getSchema(SchemaLocation.of(BASE + "#" + schema.pointer()));
        return compiled
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
