package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./hub run} in a process group of its own, as a terminal starts it. */
final class LaunchedHub implements AutoCloseable {
    private static final String READY = "hub ready at ";
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private final Process process;
    private final Path state;
    private final List<String> printed;

    private LaunchedHub(Process process, Path state, List<String> printed) {
        this.process = process;
        this.state = state;
        this.printed = printed;
    }

    /** Runs until it is ready; fails with what it printed when it ends before. */
    static LaunchedHub ready(Path state, String... arguments) throws IOException {
        return ready(state, Map.of(), arguments);
    }

    static LaunchedHub ready(Path state, Map<String, String> environment, String... arguments) throws IOException {
        Process process = start(state, environment, "setsid", arguments);
        List<String> printed = new ArrayList<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.add(line);
            if (line.startsWith(READY)) {
                return new LaunchedHub(process, state, printed);
            }
        }
        throw new AssertionError("the hub ended before it was ready: " + printed
                + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Runs a command, or none, to its end. */
    static Outcome run(Path state, Map<String, String> environment, String command, String... arguments)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(ROOT.resolve("hub").toString()));
        if (!command.isEmpty()) {
            words.add(command);
        }
        words.addAll(Arrays.asList(arguments));
        long start = System.nanoTime();
        Process process = launch(state, environment, words);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err, Duration.ofNanos(System.nanoTime() - start));
    }

    URI url() {
        return URI.create(printed.getLast().substring(READY.length()));
    }

    List<String> printed() {
        return List.copyOf(printed);
    }

    String key() throws IOException {
        return Files.readString(state.resolve("demo-key")).strip();
    }

    /** Sends a signal to every process of the group, as Ctrl-C does. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
                .start()
                .waitFor();
    }

    /** @return how long it took to end */
    Duration awaitEnd() throws InterruptedException {
        long start = System.nanoTime();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Every process whose command line names the state directory: the servers, wherever their parents went. */
    static List<ProcessHandle> servers(Path state) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> handle.info()
                            .commandLine()
                            .map(line -> line.contains(state.toString()))
                            .orElse(false))
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        signal("TERM");
        awaitEnd();
    }

    private static Process start(Path state, Map<String, String> environment, String session, String... arguments)
            throws IOException {
        List<String> words =
                new ArrayList<>(List.of(session, ROOT.resolve("hub").toString(), "run", "--port", "0"));
        words.addAll(Arrays.asList(arguments));
        return launch(state, environment, words);
    }

    private static Process launch(Path state, Map<String, String> environment, List<String> words) throws IOException {
        // The module under test was just built; the launcher must not build it again beneath the tests' feet.
        Path stamp = Path.of("target", "built");
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("HUB_STATE_DIR", state.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What a finished command left. */
    record Outcome(int code, String out, String err, Duration duration) {}
}
