package com.genericcorp.hub.testing;

import com.genericcorp.hub.embedded.EmbeddedServerException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server program that no Maven artifact carries: taken from the machine, else from {@code .hub/tools} of the checkout,
 * where {@code debian-tool} unpacks Debian's.
 */
final class DebianTool {
    private static final String SCRIPT = "shared/testing/src/main/sh/debian-tool";

    private DebianTool() {}

    /** @throws EmbeddedServerException saying what to install, where it is neither there nor to be had */
    static List<String> command(String tool) {
        return installed(tool).map(program -> List.of(program.toString())).orElseGet(() -> unpacked(tool));
    }

    private static Optional<Path> installed(String tool) {
        return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> unpacked(String tool) {
        Path tools = checkout().resolve(".hub/tools");
        Path program = tools.resolve("usr/sbin").resolve(tool);
        if (!Files.isExecutable(program)) {
            fetch(tool, tools);
        }
        return List.of("env", "LD_LIBRARY_PATH=" + libraries(tools), program.toString());
    }

    private static void fetch(String tool, Path tools) {
        try {
            Process process = new ProcessBuilder(checkout().resolve(SCRIPT).toString(), tool, tools.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new EmbeddedServerException(output.strip());
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot run " + SCRIPT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while fetching " + tool, e);
        }
    }

    /** Debian keeps libraries one level down, in a directory named after the architecture. */
    private static String libraries(Path tools) {
        List<Path> directories = new ArrayList<>();
        for (String parent : List.of("lib", "usr/lib")) {
            try (Stream<Path> children = Files.list(tools.resolve(parent))) {
                children.filter(Files::isDirectory).forEach(directories::add);
            } catch (IOException noLibrariesThere) {
                continue;
            }
        }
        return directories.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path checkout() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(SCRIPT))) {
                return directory;
            }
        }
        throw new EmbeddedServerException("not started inside a checkout: no " + SCRIPT + " above this directory");
    }
}
