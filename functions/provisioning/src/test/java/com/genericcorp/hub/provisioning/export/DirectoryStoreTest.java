package com.genericcorp.hub.provisioning.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends ExportStoreContract {
    @TempDir
    Path directory;

    @Override
    ExportStore store() {
        return new DirectoryStore(directory.resolve("made"));
    }

    @Override
    Map<String, byte[]> stored() throws IOException {
        Map<String, byte[]> stored = new HashMap<>();
        for (Path file : files()) {
            if (!file.toString().endsWith(".unfinished")) {
                stored.put(directory.resolve("made").relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return stored;
    }

    @Override
    int unfinished() throws IOException {
        return files().size() - stored().size();
    }

    @Test
    void letsNobodyElseRead() throws Exception {
        store().store(NAME, out -> {
            assertThat(files())
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        });

        assertThat(mode(files().getFirst())).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("made"))).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("made/exports/ten_1"))).isEqualTo("rwx------");
    }

    @Test
    void clearsAwayWhatAKilledWorkerLeft() throws Exception {
        store().store("exports/ten_1/op_2.jsonl.gz", out -> {});
        Path left = Files.writeString(directory.resolve("made/exports/ten_1/op_1.jsonl.gz.123.unfinished"), "left");
        Path others = Files.writeString(directory.resolve("made/exports/ten_1/op_2.jsonl.gz.123.unfinished"), "left");

        store().store(NAME, out -> out.write("content".getBytes(UTF_8)));

        assertThat(left).doesNotExist();
        assertThat(others).exists();
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory.resolve("made"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory.resolve("made"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
