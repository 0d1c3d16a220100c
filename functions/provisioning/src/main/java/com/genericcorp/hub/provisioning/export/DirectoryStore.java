package com.genericcorp.hub.provisioning.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** Files below a local directory, which nobody else on the machine may read. */
final class DirectoryStore implements ExportStore {
    private static final String UNFINISHED = ".unfinished";
    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = mode("rwx------");

    private final Path root;

    DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String store(String name, Content content) throws IOException, SQLException {
        Path file = root.resolve(name);
        Path directory = Objects.requireNonNull(file.getParent());
        Files.createDirectories(directory, DIRECTORY);
        deleteUnfinished(directory, file.getFileName() + ".*" + UNFINISHED);
        // A name of its own: of two workers, the one that lost its lease must not finish the other's file.
        Path unfinished = Files.createTempFile(directory, file.getFileName() + ".", UNFINISHED, FILE);
        try {
            write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return file.toUri().toString();
    }

    private static void write(Path file, Content content) throws IOException, SQLException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            content.writeTo(out);
            channel.force(true);
        }
    }

    /** What killed workers left. */
    private static void deleteUnfinished(Path directory, String glob) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, glob)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /** Makes the new name survive a power cut. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
