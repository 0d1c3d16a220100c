package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes this one starts, each in a session of its own so that a signal to the terminal's group leaves them to
 * their owner, and each written to a ledger before it does anything.
 *
 * <p>INVARIANT: no child runs unrecorded. It waits on its standard input until the ledger has it; if this process dies
 * first, the child reads the end of the stream and ends. A {@code kill -9} therefore leaves nothing that the next start,
 * by {@link #endLeftovers}, does not find.
 */
public final class ChildProcesses {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HELD_BACK = "read -r go && exec \"$@\"";

    private final Path ledger;

    /** @param ledger the file that names the children; its directory exists */
    public ChildProcesses(Path ledger) {
        this.ledger = ledger;
    }

    /**
     * Ends what an earlier process left behind: first asked, then killed with its descendants.
     *
     * @return how many were still there
     */
    public synchronized int endLeftovers() {
        List<RecordedProcess> recorded = read();
        List<ProcessHandle> alive = recorded.stream()
                .map(RecordedProcess::alive)
                .flatMap(Optional::stream)
                .toList();
        alive.forEach(ChildProcesses::end);
        write(List.of());
        return alive.size();
    }

    /** Starts {@code command}; what it prints goes to the end of {@code log}. */
    public synchronized Process start(List<String> command, Path log) {
        List<String> heldBack = new ArrayList<>(Sessions.ownSession());
        heldBack.addAll(List.of("sh", "-c", HELD_BACK, "sh"));
        heldBack.addAll(command);
        try {
            Process process = new ProcessBuilder(heldBack)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            record(process);
            try (OutputStream input = process.getOutputStream()) {
                input.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            return process;
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot start " + command.getFirst(), e);
        }
    }

    /** Kills {@code process} and everything below it, at once; returns when they are gone. */
    public static void kill(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        family.reversed().forEach(ProcessHandle::destroyForcibly);
        Deadline.await(PATIENCE, () -> family.stream().noneMatch(RecordedProcess::runs));
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        process.destroy();
        if (!Deadline.await(PATIENCE, () -> family.stream().noneMatch(RecordedProcess::runs))) {
            family.forEach(ProcessHandle::destroyForcibly);
            Deadline.await(PATIENCE, () -> family.stream().noneMatch(RecordedProcess::runs));
        }
    }

    private void record(Process process) {
        List<RecordedProcess> entries = new ArrayList<>(
                read().stream().filter(entry -> entry.alive().isPresent()).toList());
        entries.add(RecordedProcess.of(process.toHandle()));
        write(entries);
    }

    private List<RecordedProcess> read() {
        try {
            return Files.exists(ledger)
                    ? Files.readAllLines(ledger).stream()
                            .map(RecordedProcess::parse)
                            .flatMap(Optional::stream)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot read " + ledger, e);
        }
    }

    private void write(List<RecordedProcess> entries) {
        try {
            Files.write(ledger, entries.stream().map(RecordedProcess::line).toList());
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot write " + ledger, e);
        }
    }
}
