package com.genericcorp.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} names exactly the variables that the code reads. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "configuration.md");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `(HUB_[A-Z_<>]+)`", Pattern.MULTILINE);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(hub\\.[a-z.-]+)");
    /** What the launcher tells its own application, and what the launcher itself reads. */
    private static final String INTERNAL = "HUB_STANDALONE_";

    private static final Set<String> OF_THE_LAUNCHER = Set.of("HUB_STATE_DIR");

    @Test
    void namesExactlyTheVariablesThatTheCodeReads() throws IOException {
        Set<String> read = new TreeSet<>(OF_THE_LAUNCHER);
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.genericcorp.hub");
        for (JavaClass type : classes) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                String prefix = type.getAnnotationOfType(ConfigMapping.class).prefix();
                addMembers(type, prefix, read);
            }
        }
        addExpressions("META-INF/microprofile-config.properties", read);
        addExpressions("application.properties", read);
        read.removeIf(variable -> variable.startsWith(INTERNAL));

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
    }

    private static void addMembers(JavaClass mapping, String prefix, Set<String> read) {
        for (JavaMethod member : mapping.getMethods()) {
            String name = prefix + "." + member.getName().replaceAll("([A-Z])", "-$1");
            JavaClass type = member.getRawReturnType();
            if (type.isEquivalentTo(Map.class)) {
                member.getReturnType().getAllInvolvedRawTypes().stream()
                        .filter(involved -> involved.getPackageName().equals(mapping.getPackageName()))
                        .forEach(value -> addMembers(value, name + ".<NAME>", read));
            } else {
                read.add(variable(name));
            }
        }
    }

    private static void addExpressions(String resource, Set<String> read) throws IOException {
        ClassLoader loader = ConfigurationDocumentTest.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(resource))) {
            try (InputStream in = url.openStream()) {
                Matcher found = EXPRESSION.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (found.find()) {
                    read.add(variable(found.group(1)));
                }
            }
        }
    }

    private static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Set<String> documented() throws IOException {
        return DOCUMENTED
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
    }
}
