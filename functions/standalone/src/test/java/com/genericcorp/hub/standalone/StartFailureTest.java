package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {
    @TempDir
    Path directory;

    @Test
    void aConfigurationProblemNamesTheVariable() {
        ConfigValidationException wrong = new ConfigValidationException(new ConfigValidationException.Problem[] {
            new ConfigValidationException.Problem("hub.master-key is no good")
        });

        assertThat(StartFailure.line(new IllegalStateException(wrong), new StateDirectory(directory)))
                .isEqualTo("wrong configuration HUB_MASTER_KEY: hub.master-key is no good");
    }

    @Test
    void aKnownReasonIsFoundBelowOthers() {
        Throwable failure = new IllegalStateException(new StartException("the reason"));

        assertThat(StartFailure.line(failure, new StateDirectory(directory))).isEqualTo("the reason");
    }

    @Test
    void anUnknownOneIsToldInOneLineAndKeptInTheLog() throws Exception {
        StateDirectory state = new StateDirectory(directory);

        String line = StartFailure.line(new IllegalStateException(new RuntimeException("first\nsecond")), state);

        assertThat(line).isEqualTo("first second; see " + state.log());
        assertThat(Files.readString(state.log())).contains("IllegalStateException", "at ");
    }
}
