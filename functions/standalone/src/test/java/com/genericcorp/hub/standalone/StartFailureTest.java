package com.genericcorp.hub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {
    @TempDir
    Path directory;

    @Test
    void aConfigurationProblemNamesTheVariable() {
        assertThat(
                        StartFailure.configuration(
                                "java.lang.IllegalArgumentException: SRCFG00039: The config property hub.database.act-as\n is no good"))
                .isEqualTo("wrong configuration HUB_DATABASE_ACT_AS: "
                        + "The config property hub.database.act-as is no good");
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
