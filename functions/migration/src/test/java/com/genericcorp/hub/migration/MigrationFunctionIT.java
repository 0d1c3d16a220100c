package com.genericcorp.hub.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.FunctionClient;
import com.genericcorp.hub.testing.FunctionClient.Answer;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The entry on Lambda, in a build that carries one script more. */
@QuarkusTest
@QuarkusTestResource(HubServers.class)
class MigrationFunctionIT {
    private final FunctionClient function = new FunctionClient("migration");
    private final Fleet fleet = new Fleet(3);

    @Test
    void answersWithItsReport() {
        Answer answer = function.invoke("{}");

        assertThat(answer.succeeded()).as(answer.body()).isTrue();
        assertThat(answer.body())
                .isEqualTo("{\"control_plane_migrations\":0,\"current_version\":" + Fleet.NEXT
                        + ",\"migrated\":3,\"failed\":[]}");
    }

    @Test
    void failsNamingTheTenantsThatCouldNotBeMigrated() {
        TenantId broken = fleet.tenants.getFirst();
        fleet.breakTenant(broken);

        Answer answer = function.invoke("{}");

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.body())
                .contains(broken.toString())
                .contains("version=" + Fleet.PACKAGED)
                .contains("already exists");
        assertThat(fleet.tenants.stream().filter(tenant -> !tenant.equals(broken)))
                .allSatisfy(tenant -> assertThat(fleet.recorded(tenant)).isEqualTo(Fleet.NEXT));
    }
}
