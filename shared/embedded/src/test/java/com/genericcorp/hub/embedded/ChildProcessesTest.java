package com.genericcorp.hub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
    @TempDir
    Path directory;

    Path ledger;

    @BeforeEach
    void nameTheLedger() {
        ledger = directory.resolve("children");
    }

    @Test
    void theNextStartEndsWhatIsLeft() throws Exception {
        Process left = new ChildProcesses(ledger).start(List.of("sleep", "600"), log());

        int ended = new ChildProcesses(ledger).endLeftovers();

        assertThat(ended).isEqualTo(1);
        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(ledger)).isEmpty();
    }

    @Test
    void whatRefusesToEndIsKilledWithItsChildren() throws Exception {
        Process stubborn = new ChildProcesses(ledger)
                .start(List.of("sh", "-c", "trap '' TERM; sh -c 'trap \"\" TERM; sleep 600' & wait; wait"), log());
        assertThat(Deadline.await(
                        Duration.ofSeconds(5), () -> stubborn.descendants().count() >= 2))
                .isTrue();
        List<ProcessHandle> family = stubborn.descendants().toList();

        new ChildProcesses(ledger).endLeftovers();

        assertThat(stubborn.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(family).noneMatch(RecordedProcess::runs);
    }

    @Test
    void aProcessThatOnlyHasTheSameIdIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            RecordedProcess another = new RecordedProcess(
                    other.pid(),
                    RecordedProcess.of(other.toHandle()).startedAt().minus(Duration.ofMinutes(1)));
            Files.writeString(ledger, another.line() + "\n");

            int ended = new ChildProcesses(ledger).endLeftovers();

            assertThat(ended).isZero();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aTornLedgerIsReadAsFarAsItGoes() throws IOException {
        Process left = new ChildProcesses(ledger).start(List.of("sleep", "600"), log());
        Files.writeString(ledger, Files.readString(ledger) + "4711 2026-01-");

        assertThat(new ChildProcesses(ledger).endLeftovers()).isEqualTo(1);
        assertThat(RecordedProcess.runs(left.toHandle())).isFalse();
    }

    @Test
    void aChildIsRecordedBeforeItDoesAnything() throws Exception {
        Path seen = directory.resolve("seen");

        Process child = new ChildProcesses(ledger)
                .start(List.of("sh", "-c", "cp " + ledger + " " + seen + "; echo $$ > " + seen + ".pid"), log());

        assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(seen)).startsWith(child.pid() + " ");
        assertThat(Files.readString(Path.of(seen + ".pid")).strip()).isEqualTo(Long.toString(child.pid()));
    }

    private Path log() {
        return directory.resolve("log");
    }
}
