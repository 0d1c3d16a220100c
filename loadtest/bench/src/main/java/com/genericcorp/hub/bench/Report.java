package com.genericcorp.hub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a bench measured: a table for people, JSON for programs. */
record Report(String bench, boolean quick, Instant at, Machine machine, List<Line> lines) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Report {
        lines = List.copyOf(lines);
    }

    boolean met() {
        return lines.stream().allMatch(Line::met);
    }

    String table() {
        StringBuilder table = new StringBuilder(row("", "hub", "floor", "ratio", "goal", ""));
        for (Line line : lines) {
            Runs floor = line.floor();
            table.append(row(
                    line.what() + ", " + line.unit(),
                    Numbers.text(line.hub().median()),
                    floor == null ? "" : Numbers.text(floor.median()),
                    floor == null ? "" : Numbers.text(line.value()),
                    line.goal().text(),
                    line.met() ? "" : "MISSED"));
        }
        return table.toString();
    }

    private static String row(String... cells) {
        return String.format(
                                Locale.ROOT,
                                "%-58s %10s %10s %8s  %-9s %s",
                                cells[0],
                                cells[1],
                                cells[2],
                                cells[3],
                                cells[4],
                                cells[5])
                        .stripTrailing()
                + "\n";
    }

    ObjectNode json() {
        ObjectNode report =
                JSON.createObjectNode().put("bench", bench).put("quick", quick).put("at", at.toString());
        report.putObject("machine")
                .put("cores", machine.cores())
                .put("memory_gib", machine.memoryGib())
                .put("os", machine.os())
                .put("java", machine.java());
        ArrayNode all = report.putArray("lines");
        for (Line line : lines) {
            ObjectNode node = all.addObject().put("what", line.what()).put("unit", line.unit());
            node.put("hub", line.hub().median());
            add(node.putArray("hub_runs"), line.hub());
            Runs floor = line.floor();
            if (floor != null) {
                node.put("floor", floor.median());
                add(node.putArray("floor_runs"), floor);
                node.put("ratio", line.value());
            }
            if (!(line.goal() instanceof Goal.None)) {
                node.put("goal", line.goal().text()).put("met", line.met());
            }
        }
        return report;
    }

    private static void add(ArrayNode array, Runs runs) {
        runs.values().forEach(array::add);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            JSON.writeValue(file.toFile(), json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
