package com.genericcorp.hub.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A function's archive, started on the JVM as Lambda's managed runtime starts it. */
final class LambdaFunction {
    private static final Pattern RUNTIME =
            Pattern.compile("aws-lambda-java-(runtime-interface-client|serialization)-[^/]*\\.jar");
    private static final Duration END = Duration.ofSeconds(60);

    private final Workplace place;
    private final String handler;
    private final Path directory;
    private final Map<String, String> settings;
    private final String event;
    private final String expected;

    /**
     * @param handler the class that Lambda calls, of the extension
     * @param event what the function is invoked with
     * @param expected a part of the right answer
     */
    LambdaFunction(
            Workplace place, String handler, Path archive, Map<String, String> settings, String event, String expected)
            throws IOException {
        this.place = place;
        this.handler = handler + "::handleRequest";
        this.directory = place.newDirectory("function");
        this.settings = Map.copyOf(settings);
        this.event = event;
        this.expected = expected;
        BenchException.check(Files.isRegularFile(archive), "not built: " + archive);
        unpack(archive);
    }

    /** @return milliseconds from the process's start to its first answer */
    double start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /** As {@link #start()}, with a cache that {@link #train} made. */
    double startTrained() throws IOException, InterruptedException {
        return start(List.of("-XX:AOTCache=" + cache(), "-XX:AOTMode=on"));
    }

    /** Starts, answers and ends once while the JVM takes notes. */
    void train() throws IOException, InterruptedException {
        start(List.of("-XX:AOTCacheOutput=" + cache()));
        BenchException.check(Files.isRegularFile(cache()), "no AOT cache was made");
    }

    private Path cache() {
        return directory.resolve("app.aot");
    }

    private double start(List<String> options) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        try (LambdaRuntime runtime = new LambdaRuntime(event)) {
            List<String> command = new ArrayList<>(List.of("env"));
            new TreeMap<>(settings).forEach((key, value) -> command.add(Application.variable(key) + "=" + value));
            command.addAll(List.of(
                    "AWS_LAMBDA_RUNTIME_API=" + runtime.address(),
                    "AWS_LAMBDA_FUNCTION_NAME=bench",
                    "AWS_LAMBDA_FUNCTION_VERSION=1",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1024",
                    "AWS_LAMBDA_LOG_GROUP_NAME=bench",
                    "AWS_LAMBDA_LOG_STREAM_NAME=bench",
                    "AWS_REGION=us-east-1",
                    "AWS_ACCESS_KEY_ID=none",
                    "AWS_SECRET_ACCESS_KEY=none",
                    "LAMBDA_TASK_ROOT=" + directory,
                    "_HANDLER=" + handler));
            // As Lambda sets it for functions of Java: the first compiler alone, and the serial collector.
            command.addAll(List.of(Application.java(), "-Xmx870m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(options);
            command.addAll(List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    // Quarkus' threads clean up behind themselves there; JAVA_TOOL_OPTIONS says it on Lambda.
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-cp",
                    classPath(),
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    handler));
            long start = System.nanoTime();
            Process process = place.children().start(command, log);
            try {
                String answer = runtime.awaitAnswer();
                double millis = (System.nanoTime() - start) / 1e6;
                BenchException.check(answer.contains(expected), "a wrong answer: " + answer);
                return millis;
            } catch (BenchException e) {
                throw new BenchException(e.getMessage() + "\n" + Files.readString(log), e);
            } finally {
                process.destroy();
                if (!process.waitFor(END)) {
                    process.destroyForcibly();
                }
            }
        }
    }

    private String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            return Stream.concat(
                            jars.map(Path::toString).sorted(),
                            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                    .filter(path -> RUNTIME.matcher(path).find()))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /**
     * The archive's own classes go into a jar beside the others, first on the class path: the JVM caches no classes of
     * directories.
     */
    private void unpack(Path archive) throws IOException {
        Path lib = Files.createDirectories(directory.resolve("lib"));
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file);
                OutputStream jar = Files.newOutputStream(lib.resolve("00-function.jar"));
                ZipOutputStream own = new ZipOutputStream(jar)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                if (entry.getName().startsWith("lib/")) {
                    Files.copy(zip, lib.resolve(Path.of(entry.getName()).getFileName()));
                } else {
                    own.putNextEntry(new ZipEntry(entry.getName()));
                    zip.transferTo(own);
                    own.closeEntry();
                }
            }
        }
    }
}
