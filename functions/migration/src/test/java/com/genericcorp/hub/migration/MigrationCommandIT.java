package com.genericcorp.hub.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.testing.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationCommandIT {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Fleet fleet = new Fleet(3);

    @Test
    void reportsWhatItDid() throws Exception {
        int code = command(Fleet.nextBuild()).run();

        assertThat(code).isZero();
        assertThat(output.toString(UTF_8).strip())
                .isEqualTo("{\"control_plane_migrations\":0,\"current_version\":" + Fleet.NEXT
                        + ",\"migrated\":3,\"failed\":[]}");
    }

    @Test
    void endsWithCodeOneAndNamesTheTenantThatFailed() throws Exception {
        TenantId broken = fleet.tenants.getLast();
        fleet.breakTenant(broken);

        int code = command(Fleet.nextBuild()).run();

        assertThat(code).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(output.toByteArray());
        assertThat(report.path("migrated").asInt()).isEqualTo(2);
        assertThat(report.path("failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("tenant_id").asText()).isEqualTo(broken.toString());
            assertThat(failed.path("version").asInt()).isEqualTo(Fleet.PACKAGED);
            assertThat(failed.path("error").asText()).contains("already exists");
        });
    }

    @Test
    void tellsOperatorsWhatItWantedOfTheFleet() throws Exception {
        for (int version : List.of(Fleet.NEXT, Fleet.PACKAGED, Fleet.PACKAGED)) {
            command(version == Fleet.NEXT ? Fleet.nextBuild() : Fleet.packagedBuild())
                    .run();

            assertThat(fleet.expected()).isEqualTo(version);
        }
    }

    private MigrationCommand command(TenantSchema build) {
        Migration migration = new Migration(
                TestServers.shared().controlPlane(Optional.empty()),
                fleet.migration(build),
                new FleetRecord(fleet.database),
                build,
                new Ids(Clock.systemUTC(), new SecureRandom()));
        return new MigrationCommand(migration, new ObjectMapper(), new PrintStream(output, true, UTF_8));
    }
}
