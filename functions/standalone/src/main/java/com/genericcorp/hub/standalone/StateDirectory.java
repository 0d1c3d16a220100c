package com.genericcorp.hub.standalone;

import com.genericcorp.hub.embedded.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that the hub keeps between two runs. */
record StateDirectory(Path path) {
    private static final String LOCK = "lock";

    /** {@code HUB_STATE_DIR}, by default {@code .hub} where the hub was started. */
    static StateDirectory of(Map<String, String> environment) {
        return new StateDirectory(Path.of(environment.getOrDefault("HUB_STATE_DIR", ".hub"))
                .toAbsolutePath()
                .normalize());
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path url() {
        return file("hub-url");
    }

    Path demoKey() {
        return file("demo-key");
    }

    Path log() {
        return file("hub.log");
    }

    Path exports() {
        return file("exports");
    }

    Path children() {
        return file("children");
    }

    /**
     * Claims the directory for this process; the kernel gives it up however the process ends.
     *
     * @throws StartException when another hub has it
     */
    FileLock lock() throws IOException {
        Directories.owned(path);
        FileChannel channel = FileChannel.open(file(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StartException("another hub is running on " + path + "; stop it or set HUB_STATE_DIR");
        }
        return lock;
    }

    /** Deletes everything but the lock that protects the deleting. */
    void clear() throws IOException {
        List<Path> entries;
        try (Stream<Path> children = Files.list(path)) {
            entries = children.filter(entry -> !entry.endsWith(LOCK)).toList();
        }
        for (Path entry : entries) {
            Directories.delete(entry);
        }
    }

    /** The text in {@code name}; {@code draw} gives it the first time. */
    String secret(String name, Supplier<String> draw) throws IOException {
        Optional<String> kept = read(file(name));
        if (kept.isPresent()) {
            return kept.get();
        }
        String drawn = draw.get();
        writePrivately(file(name), drawn);
        return drawn;
    }

    static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Complete or not at all, and never readable by others, not even for a moment. */
    static void writePrivately(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, (text + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
