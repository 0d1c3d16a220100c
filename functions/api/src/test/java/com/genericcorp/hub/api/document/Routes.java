package com.genericcorp.hub.api.document;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.MethodInfo;

/** What the application serves, as the build's own index has it. */
final class Routes {
    private static final java.nio.file.Path INDEX =
            java.nio.file.Path.of("target", "classes", "META-INF", "jandex.idx");
    /** Served by extensions, not by resources. */
    static final Set<String> BESIDE_THE_RESOURCES = Set.of("GET /health", "GET /ready", "GET /metrics");

    private static final DotName PATH = DotName.createSimple(Path.class);
    private static final List<Class<?>> METHODS = List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private Routes() {}

    /** One method of a resource; its path has {@code {}} for every parameter. */
    record Route(String method, String path, String resource, String javaMethod) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> served() {
        try (InputStream in = Files.newInputStream(INDEX)) {
            Index index = new IndexReader(in).read();
            return index.getAnnotations(PATH).stream()
                    .filter(path -> path.target().kind() == AnnotationTarget.Kind.CLASS)
                    .flatMap(
                            path -> routes(path.target().asClass(), path.value().asString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Route> routes(ClassInfo resource, String base) {
        return resource.methods().stream()
                .flatMap(method -> httpMethod(method).stream()
                        .map(name -> new Route(
                                name,
                                anonymous(base + subPath(method)),
                                resource.name().toString(),
                                method.name())));
    }

    private static Optional<String> httpMethod(MethodInfo method) {
        return METHODS.stream()
                .filter(annotation -> method.hasAnnotation(DotName.createSimple(annotation)))
                .map(Class::getSimpleName)
                .findFirst();
    }

    private static String subPath(MethodInfo method) {
        AnnotationInstance path = method.annotation(PATH);
        return path == null ? "" : path.value().asString();
    }

    static String anonymous(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }
}
