package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The log as {@code ./hub run} writes it, and more: all that the hub's own classes have to say. */
public final class LogFile implements QuarkusTestProfile {
    private static final Path FILE =
            Path.of("target", "hub-log", "hub.log").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.log.file.path", FILE.toString(),
                "quarkus.log.min-level", "DEBUG",
                "quarkus.log.category.\"com.genericcorp.hub\".level", "DEBUG",
                "quarkus.log.category.\"hub.access\".level", "DEBUG");
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line is one JSON object. */
    static List<JsonNode> lines() {
        return text().lines().map(LogFile::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
