package com.genericcorp.hub.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Redis server is started with.
 *
 * @param directory holds the program, the log and, where {@code durable}, the data
 * @param port 0 for a free one
 * @param password what clients must give; empty for none
 * @param durable whether it appends every change to a file and reads it at the next start
 * @param lines further lines of {@code redis.conf}
 */
public record RedisOptions(Path directory, int port, String password, boolean durable, List<String> lines) {
    public RedisOptions {
        lines = List.copyOf(lines);
    }

    public static RedisOptions durable(Path directory, String password) {
        return new RedisOptions(directory, 0, password, true, List.of());
    }

    /** For tests: memory alone. */
    public static RedisOptions quick(Path directory) {
        return new RedisOptions(directory, 0, "", false, List.of());
    }

    public RedisOptions with(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new RedisOptions(directory, port, password, durable, more);
    }

    @Override
    public String toString() {
        return "RedisOptions[" + directory + "]";
    }
}
