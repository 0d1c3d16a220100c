package com.genericcorp.hub.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** One line of the ledger. A process id alone is no identity: the kernel hands it out again. */
record RecordedProcess(long pid, Instant startedAt) {
    /** The kernel counts from boot, and the time of boot moves when the clock is set. */
    private static final Duration CLOCK_MOVED = Duration.ofSeconds(3);

    static RecordedProcess of(ProcessHandle process) {
        return new RecordedProcess(process.pid(), process.info().startInstant().orElseThrow());
    }

    static Optional<RecordedProcess> parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecordedProcess(Long.parseLong(parts[0]), Instant.parse(parts[1])));
        } catch (NumberFormatException | DateTimeParseException tornByACrash) {
            return Optional.empty();
        }
    }

    String line() {
        return pid + " " + startedAt;
    }

    /** The process itself, unless it has ended or its id belongs to another by now. */
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid)
                .filter(RecordedProcess::runs)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_MOVED) <= 0)
                        .orElse(false));
    }

    /** Whether it runs: one that ended but was not yet collected by its parent holds nothing any more. */
    static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        Path status = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String text = Files.readString(status);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException noProcFileSystemOrJustGone) {
            return process.isAlive();
        }
    }
}
