package com.genericcorp.hub.bench;

import com.genericcorp.hub.embedded.ChildProcesses;
import com.genericcorp.hub.embedded.Directories;
import com.genericcorp.hub.embedded.PostgresOptions;
import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.embedded.RedisOptions;
import com.genericcorp.hub.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Where one bench works: a directory and servers of its own, all gone when it is closed. What a killed bench left behind
 * the next one ends.
 */
final class Workplace implements AutoCloseable {
    private final Path project;
    private final Path directory;
    private final Path programs;
    private final ChildProcesses children;
    private final boolean quick;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /**
     * @param project the root of the sources and of what was built
     * @param state where benches work, a directory that they share
     */
    Workplace(Path project, Path state, boolean quick, Consumer<String> progress) throws IOException {
        this.project = project;
        this.programs = state.resolve("programs");
        this.quick = quick;
        this.progress = progress;
        Files.createDirectories(state);
        this.children = new ChildProcesses(state.resolve("children"));
        children.endLeftovers();
        Path work = state.resolve("work");
        Directories.delete(work);
        this.directory = Files.createDirectories(work);
    }

    boolean quick() {
        return quick;
    }

    Path project() {
        return project;
    }

    void say(String text) {
        progress.accept(text);
    }

    Path newDirectory(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    ChildProcesses children() {
        return children;
    }

    /** Closed with this, in the reverse order. */
    <T extends AutoCloseable> T closing(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** Durable, and with room enough that no checkpoint falls into one measurement and not into the other. */
    Database startPostgres() throws IOException {
        PostgresOptions options = PostgresOptions.durable(newDirectory("postgres"), "owner")
                .with("shared_buffers", "512MB")
                .with("max_wal_size", "8GB")
                .with("checkpoint_timeout", "1h");
        return new Database(closing(PostgresServer.start(options, programs, children)));
    }

    RedisServer startRedis() throws IOException {
        return closing(RedisServer.start(RedisOptions.quick(newDirectory("redis")), children));
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        Directories.delete(directory);
    }
}
