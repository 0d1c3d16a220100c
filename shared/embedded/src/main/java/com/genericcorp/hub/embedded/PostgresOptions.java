package com.genericcorp.hub.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a PostgreSQL server is started with.
 *
 * @param directory holds the programs, the data and the server's log; kept by {@link PostgresServer#stop}
 * @param port 0 for a free one
 * @param ownerPassword what {@code hub_owner} gets when the data is created; later starts must repeat it
 * @param durable whether a commit waits for the disk
 * @param settings further lines of {@code postgresql.conf}, by name
 */
public record PostgresOptions(
        Path directory, int port, String ownerPassword, boolean durable, Map<String, String> settings) {
    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public static PostgresOptions durable(Path directory, String ownerPassword) {
        return new PostgresOptions(directory, 0, ownerPassword, true, Map.of());
    }

    /** For tests: commits do not wait, so a crash of the machine, but of nothing less, may lose the data. */
    public static PostgresOptions quick(Path directory) {
        return new PostgresOptions(directory, 0, "owner", false, Map.of());
    }

    public PostgresOptions with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(directory, port, ownerPassword, durable, more);
    }

    public PostgresOptions withPort(int fixed) {
        return new PostgresOptions(directory, fixed, ownerPassword, durable, settings);
    }

    @Override
    public String toString() {
        return "PostgresOptions[" + directory + "]";
    }
}
