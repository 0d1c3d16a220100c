package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per directory. */
record PostgresBinaries(Path directory) {
    /** Named in the directory, so that another version never meets these files. */
    static final String VERSION = "17.7.0";

    /** The programs below {@code parent}; several processes may ask at once. */
    static PostgresBinaries in(Path parent) {
        Path home = parent.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(home)) {
            try {
                Directories.owned(parent);
                Path fresh = Files.createTempDirectory(parent, "unpacking");
                unpack(Platform.current().postgresArchive(), fresh);
                moveUnlessThere(fresh, home);
            } catch (IOException e) {
                throw new EmbeddedServerException("cannot unpack PostgreSQL into " + parent, e);
            }
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void moveUnlessThere(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            Directories.delete(fresh);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (resource == null) {
                throw new EmbeddedServerException("no PostgreSQL for this machine: " + archive + " is not bundled");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(resource));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new EmbeddedServerException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
