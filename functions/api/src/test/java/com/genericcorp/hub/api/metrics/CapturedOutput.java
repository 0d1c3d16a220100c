package com.genericcorp.hub.api.metrics;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps beside the application what it writes to standard output, in a file: a test has class loaders of its own. */
public final class CapturedOutput implements QuarkusTestResourceLifecycleManager {
    private static final Path FILE = Path.of("target", "captured-output.txt").toAbsolutePath();

    private @Nullable PrintStream before;

    @Override
    @SuppressWarnings("SystemOut")
    public Map<String, String> start() {
        before = System.out;
        try {
            OutputStream file = Files.newOutputStream(FILE);
            System.setOut(new PrintStream(file, true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of();
    }

    @Override
    public void stop() {
        System.setOut(before);
    }

    static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
