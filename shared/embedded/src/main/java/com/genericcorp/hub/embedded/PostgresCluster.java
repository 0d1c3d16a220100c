package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Creates a server's data: the cluster, the role {@code hub_owner} and the database {@code hub}. All of it is made aside
 * and renamed at the end, so data that is there is complete.
 */
final class PostgresCluster {
    static final String OWNER = "hub_owner";
    static final String DATABASE = "hub";

    private final PostgresBinaries binaries;
    private final PostgresOptions options;

    PostgresCluster(PostgresBinaries binaries, PostgresOptions options) {
        this.binaries = binaries;
        this.options = options;
    }

    Path data() {
        return options.directory().resolve("data");
    }

    void ensure() {
        if (Files.isDirectory(data())) {
            return;
        }
        Path unfinished = options.directory().resolve("data.unfinished");
        try {
            Directories.delete(unfinished);
            initialise(unfinished);
            bootstrap(unfinished);
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot create a database in " + options.directory(), e);
        }
    }

    /** The superuser's password is drawn and forgotten: nothing logs in as it, as on a managed server. */
    private void initialise(Path data) throws IOException {
        byte[] forgotten = new byte[24];
        new SecureRandom().nextBytes(forgotten);
        Path password = Files.createTempFile(
                options.directory(),
                "password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, HexFormat.of().formatHex(forgotten));
            List<String> command = new ArrayList<>(List.of(binaries.program("initdb"), "-D", data.toString()));
            command.addAll(List.of("--username=postgres", "--pwfile=" + password, "--auth=scram-sha-256"));
            command.addAll(List.of("--encoding=UTF8", "--locale=C"));
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            command.add(options.durable() ? "--data-checksums" : "--no-sync");
            run(command, "");
        } finally {
            Files.delete(password);
        }
    }

    /** In single-user mode, where there is no log-in and a line is a statement. */
    private void bootstrap(Path data) throws IOException {
        String password = options.ownerPassword().replace("'", "''");
        String output =
                run(List.of(binaries.program("postgres"), "--single", "-D", data.toString(), "postgres"), """
                        create role hub_owner login createrole nosuperuser password '%s'
                        create database hub owner hub_owner
                        """.formatted(
                                password));
        // Single-user mode reports an error and goes on; its exit code says nothing.
        if (output.contains("ERROR:")) {
            throw new EmbeddedServerException("the new database refused its owner: " + output);
        }
    }

    private static String run(List<String> command, String input) throws IOException {
        List<String> full = new ArrayList<>(Sessions.notAsRoot());
        full.addAll(command);
        Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new EmbeddedServerException(command.getFirst() + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException(command.getFirst() + " was interrupted", e);
        }
        return output;
    }
}
