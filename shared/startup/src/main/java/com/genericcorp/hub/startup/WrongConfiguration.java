package com.genericcorp.hub.startup;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says what is wrong with the configuration in one line, by the names of the environment variables: a person set those,
 * and not the properties that they stand for.
 */
public final class WrongConfiguration {
    private static final Pattern PROPERTY = Pattern.compile("\\bhub\\.[a-z0-9][a-z0-9.-]*[a-z0-9]");

    /** Names of exceptions and message codes: for a developer, not for whoever sets a variable. */
    private static final Pattern ORIGIN = Pattern.compile("\\b(?:[\\w.]+Exception|SRCFG\\d+): ");

    private WrongConfiguration() {}

    /** The line about the wrong configuration that caused {@code failure}; empty when something else did. */
    public static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigValidationException invalid) {
                return Optional.of(line(invalid));
            }
            if (cause instanceof ConfigurationException invalid) {
                return Optional.of("wrong configuration " + invalid.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String line(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> describe(invalid.getProblem(i).getMessage()))
                .sorted()
                .collect(Collectors.joining("; ", "wrong configuration ", ""));
    }

    private static String describe(String problem) {
        Matcher property = PROPERTY.matcher(problem);
        String text = ORIGIN.matcher(problem).replaceAll("").strip().replaceAll("\\s*\\R\\s*", " ");
        return property.find() ? variable(property.group()) + ": " + text : text;
    }

    /** {@code HUB_DATABASE_ACT_AS} for {@code hub.database.act-as}. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
