package com.genericcorp.hub.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.genericcorp.hub.api.http.Patch;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The record that an operation reads its body into: the one whose class its resource method names. */
record RequestRecord(Class<?> type) {
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final JavaClasses API = new ClassFileImporter().importPath(Path.of("target", "classes"));

    static RequestRecord of(Operation operation) {
        Routes.Route route = Routes.served().stream()
                .filter(served ->
                        served.toString().equals(operation.method() + " " + Routes.anonymous(operation.path())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(operation + " is not served"));
        List<Class<?>> records = API.get(route.resource()).getMethods().stream()
                .filter(method -> method.getName().equals(route.javaMethod()))
                .flatMap(method -> method.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType)
                .filter(JavaClass::isRecord)
                .<Class<?>>map(JavaClass::reflect)
                .distinct()
                .toList();
        assertThat(records).as("the body of " + operation).hasSize(1);
        return new RequestRecord(records.getFirst());
    }

    /** Names and required names are the same on both sides, in nested records too. */
    void assertFits(DocumentNode schema) {
        assertThat(schema.json().path("additionalProperties").asText())
                .as(schema + " is closed")
                .isEqualTo("false");
        assertThat(schema.at("properties").members().map(DocumentNode.Member::key))
                .as(schema.toString())
                .containsExactlyInAnyOrderElementsOf(names(component -> true));
        assertThat(schema.texts("required"))
                .as(schema + ", required")
                .containsExactlyInAnyOrderElementsOf(names(RequestRecord::isRequired));
        components()
                .forEach(component -> nested(component)
                        .ifPresent(record -> record.assertFits(schema.at("properties", name(component)))));
    }

    private List<String> names(Predicate<RecordComponent> wanted) {
        return components().filter(wanted).map(RequestRecord::name).collect(Collectors.toList());
    }

    private Stream<RecordComponent> components() {
        return Arrays.stream(type.getRecordComponents());
    }

    private static String name(RecordComponent component) {
        return SNAKE_CASE.translate(component.getName());
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType() != Patch.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Optional<RequestRecord> nested(RecordComponent component) {
        AnnotatedType declared = component.getAnnotatedType();
        if (declared instanceof AnnotatedParameterizedType generic && component.getType() == Patch.class) {
            declared = generic.getAnnotatedActualTypeArguments()[0];
        }
        return declared.getType() instanceof Class<?> type && type.isRecord()
                ? Optional.of(new RequestRecord(type))
                : Optional.empty();
    }
}
