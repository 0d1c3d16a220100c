package com.genericcorp.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Line GOOD = Line.ratio(
            "GET event", "requests/s", Runs.of(700, 800, 900), Runs.of(1000, 900, 1100), new Goal.AtLeast(0.7));
    private static final Line BAD = Line.ratio("fleet", "ms", Runs.of(3), Runs.of(1.5), new Goal.AtMost(1.5));
    private static final Line ALONE = Line.alone("round trips", "a request", Runs.of(1), new Goal.AtMost(1.01));

    @Test
    void aRatioIsTheHubsMedianByTheFloors() {
        assertThat(GOOD.value()).isEqualTo(0.8);
        assertThat(GOOD.met()).isTrue();
    }

    @Test
    void goalsHoldAtTheirLimitAndNotBeyond() {
        assertThat(new Goal.AtMost(1.5).met(1.5)).isTrue();
        assertThat(new Goal.AtMost(1.5).met(1.501)).isFalse();
        assertThat(new Goal.AtLeast(0.7).met(0.7)).isTrue();
        assertThat(new Goal.AtLeast(0.7).met(0.699)).isFalse();
    }

    @Test
    void theTableNamesWhatIsMissed() {
        String table = report(GOOD, BAD, ALONE).table();

        assertThat(table.lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("hub", "floor", "ratio", "goal"),
                        good -> assertThat(good)
                                .contains("800", "1,000", "0.800", ">= 0.700")
                                .doesNotContain("MISSED"),
                        bad -> assertThat(bad).contains("2.00", "<= 1.50").endsWith("MISSED"),
                        alone -> assertThat(alone).contains("1.00").doesNotContain("MISSED"));
    }

    @Test
    void theJsonHasEveryRunAndWhetherGoalsAreMet(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("some").resolve("bench.json");
        report(GOOD, BAD, ALONE).write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());

        assertThat(json.at("/bench").asText()).isEqualTo("some");
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/lines/0/hub_runs")).hasSize(3);
        assertThat(json.at("/lines/0/ratio").asDouble()).isEqualTo(0.8);
        assertThat(json.at("/lines/0/met").asBoolean()).isTrue();
        assertThat(json.at("/lines/1/met").asBoolean()).isFalse();
        assertThat(json.at("/lines/2").has("floor")).isFalse();
    }

    @Test
    void aReportIsAsGoodAsItsWorstLine() {
        assertThat(report(GOOD, ALONE).met()).isTrue();
        assertThat(report(GOOD, BAD).met()).isFalse();
    }

    private static Report report(Line... lines) {
        Machine machine = new Machine(2, 24, "Linux amd64", "25");
        return new Report("some", false, Instant.EPOCH, machine, List.of(lines));
    }
}
