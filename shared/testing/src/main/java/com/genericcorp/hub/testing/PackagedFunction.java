package com.genericcorp.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Knative shape that this module's build packaged, run as a process of its own, as a container runs it. */
public final class PackagedFunction {
    private static final Path JAR = Path.of("target", "knative", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PackagedFunction() {}

    /** How the process ended and what it wrote. */
    public record Ended(int code, String out, String err) {
        /** What a person reads on standard error: the lines that are not the log's. */
        public List<String> said() {
            return err.lines().filter(line -> !line.startsWith("{")).toList();
        }
    }

    /** The settings that reach the tests' own servers. */
    public static Map<String, String> environment(TestServers servers) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HUB_DATABASE_URL",
                servers.postgres().jdbcUrl(),
                "HUB_DATABASE_USER",
                "hub_api",
                "HUB_DATABASE_PASSWORD",
                TestServers.LOGIN_PASSWORD,
                "HUB_DATABASE_OWNER_URL",
                servers.postgres().jdbcUrl(),
                "HUB_DATABASE_OWNER_USER",
                servers.postgres().ownerUser(),
                "HUB_DATABASE_OWNER_PASSWORD",
                servers.postgres().ownerPassword(),
                "HUB_REDIS_URL",
                servers.redis().url(),
                "HUB_EXPORT_DIRECTORY",
                servers.exports().toString(),
                "QUARKUS_HTTP_PORT",
                "0"));
        environment.put("HUB_MASTER_KEY", HubServers.MASTER_KEY);
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        return environment;
    }

    /** Runs the function with {@code environment} until it ends; one setting is changed or, by null, left out. */
    public static Ended runWith(Map<String, String> environment, String variable, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(environment);
        if (value == null) {
            changed.remove(variable);
        } else {
            changed.put(variable, value);
        }
        return run(changed);
    }

    /** @throws AssertionError when the process does not end */
    public static Ended run(Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("function", ".out");
            Path err = Files.createTempFile("function", ".err");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            JAR.toString()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HUB_") || name.startsWith("QUARKUS_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("still runs: " + Files.readString(out) + Files.readString(err));
                }
                return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
