package com.genericcorp.hub.api.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.google.errorprone.annotations.CompileTimeConstant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class AdminFleetIT {
    private static final int PACKAGED = TenantScripts.packaged().currentVersion();

    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    /** Other tests' tenants are where this build brought them. */
    @BeforeEach
    @AfterEach
    void nothingIsKnown() {
        Stored.change("delete from public.fleet");
        Stored.change("update public.tenants set migration_error = null");
        Stored.change("update public.tenants set schema_version = ? where schema_version > 0", PACKAGED);
    }

    @Test
    void isAsFarAsItsNewestSchemaBeforeAMigrationHasSaidMore() {
        JsonNode fleet = fleet();

        assertThat(fleet.path("current_version").asInt()).isEqualTo(PACKAGED);
        assertThat(fleet.path("tenants").asInt()).isEqualTo(count("select count(*) from public.tenants"));
        assertThat(fleet.path("behind").asInt()).isZero();
        assertThat(fleet.path("failed")).isEmpty();
    }

    @Test
    void isBehindWhereAMigrationWantedMore() {
        Stored.change("insert into public.fleet (current_version) values (?)", PACKAGED + 1);

        JsonNode fleet = fleet();

        assertThat(fleet.path("current_version").asInt()).isEqualTo(PACKAGED + 1);
        assertThat(fleet.path("behind").asInt())
                .isEqualTo(count("select count(*) from public.tenants where schema_version > 0"));
    }

    @Test
    void namesWhoCouldNotBeMigratedUntilItIs() {
        Stored.change("insert into public.fleet (current_version) values (?)", PACKAGED + 1);
        Stored.change(
                "update public.tenants set migration_error = 'ERROR: no' where id = ?",
                tenant.id().uuid());

        assertThat(fleet().path("failed")).singleElement().satisfies(failed -> {
            assertThat(failed.properties()).hasSize(3);
            assertThat(failed.path("tenant_id").asText()).isEqualTo(tenant.id().toString());
            assertThat(failed.path("version").asInt()).isEqualTo(PACKAGED);
            assertThat(failed.path("error").asText()).isEqualTo("ERROR: no");
        });

        // An older build was deployed again: its own version is all that it wants.
        Stored.change("update public.fleet set current_version = ?", PACKAGED);
        assertThat(fleet().path("failed")).isEmpty();
    }

    @Test
    void isForOperatorsAlone() {
        Request request = Request.get("/admin/v1/fleet");

        request.send().isProblem(401, "unauthenticated");
        request.as(tenant).send().isProblem(403, "forbidden");
    }

    private static JsonNode fleet() {
        return Request.get("/admin/v1/fleet").asOperator().send().hasStatus(200).json();
    }

    private static int count(@CompileTimeConstant String sql) {
        List<Integer> rows = Stored.rows(row -> row.getInt(1), sql);
        return rows.getFirst();
    }
}
