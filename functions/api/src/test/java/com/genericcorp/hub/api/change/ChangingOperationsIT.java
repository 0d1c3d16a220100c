package com.genericcorp.hub.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation that changes something stands in the table by which changes are tested. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ChangingOperationsIT {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** A provider's delivery is no change to audit; its own tests interrupt and repeat it. */
    private static final Set<String> NO_CHANGES = Set.of("POST /v1/ingest/{id}");

    @Inject
    @Any
    BeanManager beans;

    @Test
    void allStandInTheTable() {
        assertThat(routes())
                .contains("POST /v1/connections", "POST /v1/ingest/{id}")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                NO_CHANGES.stream(), ChangingOperation.all().stream().map(ChangingOperation::route))
                        .toList());
    }

    /** The changing ones among the routes that this application serves; the tests' own are left out. */
    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).forEach(bean -> {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null && !root.value().startsWith("/test/")) {
                for (Method method : bean.getBeanClass().getDeclaredMethods()) {
                    verb(method)
                            .filter(verb -> !READING.contains(verb))
                            .ifPresent(verb -> routes.add(verb + " " + path(root, method)));
                }
            }
        });
        return routes;
    }

    private static Optional<String> verb(Method method) {
        List<String> verbs = new ArrayList<>();
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                verbs.add(verb.value());
            }
        }
        return verbs.stream().findFirst();
    }

    private static String path(Path root, Method method) {
        Path own = method.getAnnotation(Path.class);
        return own == null ? root.value() : root.value() + own.value();
    }
}
