package com.genericcorp.hub.bench;

import com.genericcorp.hub.embedded.ChildProcesses;
import com.genericcorp.hub.embedded.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged Quarkus application as a process of its own, on a free port of the loopback interface. */
final class Application implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:([0-9]+)");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private Application(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param settings configuration by its property names */
    static Application start(Workplace place, String name, Path jar, Map<String, String> settings) throws IOException {
        BenchException.check(Files.isRegularFile(jar), "not built: " + jar);
        List<String> command = new ArrayList<>(List.of("env"));
        new TreeMap<>(settings).forEach((key, value) -> command.add(variable(key) + "=" + value));
        for (String port : List.of("HTTP", "MANAGEMENT")) {
            command.addAll(List.of("QUARKUS_" + port + "_PORT=0", "QUARKUS_" + port + "_HOST=127.0.0.1"));
        }
        command.addAll(List.of(java(), "-Xms512m", "-Xmx512m"));
        String options = System.getProperty("bench.java-options", "");
        if (!options.isEmpty()) {
            command.addAll(List.of(options.replace("{name}", name).split(" ")));
        }
        command.addAll(List.of("-jar", jar.toString()));
        Path log = place.newDirectory(name).resolve("log");
        Process process = place.children().start(command, log);
        return place.closing(new Application(process, awaitPort(process, log)));
    }

    /** The environment variable of a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int awaitPort(Process process, Path log) throws IOException {
        Deadline.await(START, () -> !process.isAlive() || listening(log).isPresent());
        return listening(log).orElseThrow(() -> {
            ChildProcesses.kill(process.toHandle());
            return new BenchException("did not start:\n" + said(log));
        });
    }

    private static Optional<Integer> listening(Path log) {
        Matcher matcher = LISTENING.matcher(said(log));
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** What it used of the processors until now. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** Asked to end, so that what it records, a profile for one, is written; then killed. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(10))) {
            ChildProcesses.kill(process.toHandle());
        }
    }
}
