package com.genericcorp.hub.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.testing.PackagedFunction;
import com.genericcorp.hub.testing.PackagedFunction.Ended;
import com.genericcorp.hub.testing.TestServers;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command as a Job runs it. */
@Tag("knative")
class PackagedMigrationIT {
    private final TestServers servers = TestServers.shared();
    private final Map<String, String> environment = PackagedFunction.environment(servers);

    @Test
    void printsItsReportAloneAndEnds() throws Exception {
        Ended ended = PackagedFunction.run(environment);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).hasLineCount(1);
        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(report.path("current_version").asInt()).isEqualTo(Fleet.PACKAGED);
        assertThat(report.path("control_plane_migrations").isInt()).isTrue();
        assertThat(report.path("migrated").isInt()).isTrue();
        assertThat(report.path("failed").isArray()).isTrue();
    }

    @Test
    void opensNoPort() {
        assertThat(PackagedFunction.run(environment).err())
                .contains("hub-migration")
                .doesNotContain("Listening on: http");
    }

    @Test
    void failsWhenPostgresIsAway() {
        Ended ended =
                PackagedFunction.runWith(environment, "HUB_DATABASE_OWNER_URL", "jdbc:postgresql://127.0.0.1:1/hub");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("DatabaseUnavailableException");
    }
}
