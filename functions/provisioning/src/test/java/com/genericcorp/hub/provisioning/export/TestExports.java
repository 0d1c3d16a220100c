package com.genericcorp.hub.provisioning.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Exports in a directory of the test's own, and their reader. */
public final class TestExports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    public TestExports() {
        try {
            directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-exports")), "e");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a test does about the bytes that reach the store. */
    @FunctionalInterface
    public interface Watcher {
        /** @param write counts from 1 over all files */
        void before(int write) throws IOException;
    }

    public TenantExport export() {
        return new TenantExport(new DirectoryStore(directory));
    }

    /** Exports whose every write {@code watcher} may break. */
    public TenantExport export(Watcher watcher) {
        DirectoryStore store = new DirectoryStore(directory);
        int[] writes = {0};
        return new TenantExport((name, content) -> store.store(
                name,
                out -> content.writeTo(new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        watcher.before(++writes[0]);
                        out.write(bytes, offset, length);
                    }
                })));
    }

    /** The names of all files, unfinished ones too. */
    public List<String> files(TenantId tenant) {
        Path own = directory.resolve("exports").resolve(tenant.toString());
        if (!Files.exists(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file(TenantId tenant, Id operation) {
        return directory
                .resolve("exports")
                .resolve(tenant.toString())
                .resolve(operation + ".jsonl.gz")
                .toAbsolutePath();
    }

    public Exported read(TenantId tenant, Id operation) {
        return Exported.of(file(tenant, operation));
    }

    /** What a customer reads: lines with rows, and the last one with their numbers. */
    public record Exported(List<String> lines, JsonNode end) {
        static Exported of(Path file) {
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                List<String> all = reader.lines().toList();
                return new Exported(all.subList(0, all.size() - 1), JSON.readTree(all.getLast()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public List<String> linesOf(String table) {
            return lines.stream()
                    .filter(line -> line.startsWith("{\"table\":\"" + table + "\","))
                    .toList();
        }

        public List<JsonNode> rows(String table) {
            return linesOf(table).stream().map(line -> json(line).get("row")).toList();
        }

        /** Rows by table, as counted in the file. */
        public Map<String, Long> counted() {
            return lines.stream()
                    .collect(Collectors.groupingBy(
                            line -> json(line).get("table").textValue(), Collectors.counting()));
        }

        /** Rows by table, as the last line says. */
        public Map<String, Long> promised() {
            return end.get("rows").properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().longValue()));
        }

        private static JsonNode json(String line) {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException e) {
                throw new AssertionError(line, e);
            }
        }
    }
}
