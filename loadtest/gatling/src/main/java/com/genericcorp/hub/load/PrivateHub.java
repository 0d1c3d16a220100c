package com.genericcorp.hub.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A standalone of the run's own, on a free port and a state directory that goes with it, however the run ends. */
final class PrivateHub implements Target {
    private static final String READY = "hub ready at ";
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 30;

    private final Path application;
    private final Path state;
    private final Process process;
    private final URI url;
    private final Thread atExit = new Thread(this::stop, "stop-private-hub");

    private PrivateHub(Path application) throws IOException {
        this.application = application;
        this.state = Files.createTempDirectory("hub-load-");
        this.process = java(
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        application.resolve("quarkus-run.jar").toString(),
                        "--port",
                        "0")
                .redirectError(state.resolve("stderr-of-start").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            this.url = awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws LoadException when it does not start */
    static PrivateHub start(Path application) {
        try {
            return new PrivateHub(application);
        } catch (IOException e) {
            throw new LoadException("the private hub did not start: " + e.getMessage(), e);
        }
    }

    /** The environment points at no other server: all of this hub is its own. */
    private ProcessBuilder java(String... words) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(words))
                .toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
        builder.environment().put("HUB_STATE_DIR", state.toString());
        return builder;
    }

    private URI awaitReady() {
        CompletableFuture<URI> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8), ready));
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LoadException("the private hub did not start" + lastWords(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", e);
        }
    }

    /** To the end, or the hub could not print any more. */
    private static void read(BufferedReader output, CompletableFuture<URI> ready) {
        try (output) {
            output.lines()
                    .filter(line -> line.startsWith(READY))
                    .forEach(line -> ready.complete(URI.create(line.substring(READY.length()))));
        } catch (IOException | UncheckedIOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    private String lastWords() {
        try {
            List<String> words = Files.readAllLines(state.resolve("stderr-of-start"));
            return words.isEmpty() ? "" : ": " + words.getLast();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public String operatorToken() {
        String classPath = application.resolve("app") + "/*:" + application.resolve("lib/main") + "/*";
        try {
            Process command = java(
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            "com.genericcorp.hub.standalone.TokenCommand",
                            "operator")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String token = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (command.waitFor() != 0 || token.isEmpty()) {
                throw new LoadException("the private hub gives no operator token");
            }
            return token;
        } catch (IOException e) {
            throw new LoadException("the private hub gives no operator token", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", e);
        }
    }

    @Override
    public boolean outlivesTheRun() {
        return false;
    }

    /** Its log, for whoever wants to know why a run failed. */
    void keepLog(Path directory) throws IOException {
        Path log = state.resolve("hub.log");
        if (Files.exists(log)) {
            Files.createDirectories(directory);
            Files.copy(log, directory.resolve("hub.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and so the hook runs or ran.
        }
    }

    private synchronized void stop() {
        try {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            delete(state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(PrivateHub.class.getName())
                    .log(System.Logger.Level.WARNING, "something is left in " + directory, e);
        }
    }
}
