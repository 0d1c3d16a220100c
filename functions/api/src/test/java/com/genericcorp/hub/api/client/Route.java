package com.genericcorp.hub.api.client;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An operation as the application under test serves it, found in its classes: what a table of a test is compared with.
 *
 * @param path as it stands in the annotations, {@code /v1/events/{id}}
 */
public record Route(String verb, String path, Method method) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** All but those that the tests themselves bring. */
    public static Stream<Route> all() {
        return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
                        .map(annotation -> new Route(
                                annotation.getAnnotation(HttpMethod.class).value(), path(method), method)))
                .filter(route -> !route.path.startsWith("/test/"));
    }

    public boolean changes() {
        return !READING.contains(verb);
    }

    /** Whether it has a parameter of that name. */
    public boolean takes(String parameter) {
        return Arrays.stream(method.getParameters()).map(Parameter::getName).anyMatch(parameter::equals);
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        return method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : own.value());
    }
}
