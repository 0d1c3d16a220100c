package com.genericcorp.hub.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, played by Gatling, against hubs that behave and hubs that do not. */
class LoadCommandTest {
    private static final Profile TINY = new Profile(
            "tiny",
            2,
            7,
            9,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofSeconds(1));

    @TempDir
    Path results;

    private record Run(int code, List<String> printed) {
        String last() {
            return printed.getLast();
        }
    }

    private Run run(FakeHub hub) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Arguments arguments = new Arguments(TINY, 1, Optional.of(hub.url()), Path.of("none"), results);
        int code = new LoadCommand(Clock.systemUTC(), new PrintStream(printed, true, UTF_8), false)
                .run(arguments, Map.of("HUB_OPERATOR_TOKEN", "token"));
        return new Run(code, printed.toString(UTF_8).lines().toList());
    }

    @Test
    void aHubThatBehavesPassesAndIsLeftAsItWas() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.NONE)) {
            Run run = run(hub);

            assertThat(run.last())
                    .matches("load tiny: requests=\\d+ errors=0 p95_ms=\\d+ foreign_reads=0 usage_difference=0");
            assertThat(run.code()).isZero();
            assertThat(run.printed())
                    .anyMatch(line -> line.matches("provider posts signed webhooks +[1-9]\\d+ +0 .*"))
                    .anyMatch(line -> line.matches("customer lists events and usage +[1-9]\\d+ +0 .*"))
                    .anyMatch(line -> line.matches("operator provisions +[1-9]\\d* +0 .*"));
            // Those of the preparation, and at least one of the operator's.
            assertThat(hub.tenants()).isGreaterThan(TINY.tenants());
            assertThat(hub.removed()).hasSize(hub.tenants());
        }
    }

    @Test
    void aForeignEventFailsTheRun() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.FOREIGN_EVENT)) {
            Run run = run(hub);

            assertThat(run.last()).matches(".* foreign_reads=[1-9]\\d* usage_difference=0");
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void serverErrorsFailTheRunAndLeaveUsageUncertain() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.SERVER_ERRORS)) {
            Run run = run(hub);

            assertThat(run.last()).matches(".* errors=[1-9]\\d* .* foreign_reads=0 usage_difference=0");
            assertThat(run.printed())
                    .anyMatch(line -> line.matches("FAILED: \\d+ of \\d+ requests failed; less than 1 % may"));
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void aTenantsOwnLimitIsAnErrorAndNotMetered() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.OVER_THE_LIMIT)) {
            Run run = run(hub);

            assertThat(run.last()).matches(".* errors=[1-9]\\d* .* usage_difference=0");
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void aHubThatKeepsTheUsersWaitingFailsTheRunForWhatWasNotSent() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.TOO_SLOW_FOR_THE_PLAN)) {
            Run run = run(hub);

            assertThat(run.printed())
                    .anyMatch(line -> line.matches("FAILED: only \\d+ of \\d+ planned requests were sent"));
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void slowAnswersFailTheRun() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.SLOW)) {
            Run run = run(hub);

            assertThat(run.printed()).anyMatch(line -> line.startsWith("FAILED: P95 is "));
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void duplicatesThatAreMeteredFailTheRun() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.DUPLICATES_METERED)) {
            assertThat(run(hub).last()).matches(".* usage_difference=[1-9]\\d*");
        }
    }

    @Test
    void requestsThatAreNotMeteredFailTheRun() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.REQUESTS_FORGOTTEN)) {
            Run run = run(hub);

            assertThat(run.last()).matches(".* errors=0 .* usage_difference=[1-9]\\d*");
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void aGivenHubNeedsAnOperatorsToken() throws Exception {
        try (FakeHub hub = new FakeHub(Fault.NONE)) {
            Arguments arguments = new Arguments(TINY, 1, Optional.of(hub.url()), Path.of("none"), results);
            LoadCommand command = new LoadCommand(
                    Clock.systemUTC(), new PrintStream(new ByteArrayOutputStream(), true, UTF_8), false);

            assertThatThrownBy(() -> command.run(arguments, Map.of()))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("HUB_OPERATOR_TOKEN");
        }
    }
}
