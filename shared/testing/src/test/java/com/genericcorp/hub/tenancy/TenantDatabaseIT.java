package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TenantDatabaseIT {
    private final TestServers servers = TestServers.shared();
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void entersTheTenantsRoleForOneStatementOnly(ActAs form) {
        TestTenant tenant = TestTenants.create(servers);
        TenantDatabase database = new TenantDatabase(pool, form);

        String inside = database.as(tenant.id())
                .find(row -> row.getString("role"), "select current_user as role")
                .orElseThrow();
        String after = database.lookUp(row -> row.getString("role"), "select current_user as role")
                .orElseThrow();

        assertThat(inside).isEqualTo(tenant.id().role());
        assertThat(after).isEqualTo("hub_api");
    }

    @ParameterizedTest
    @EnumSource
    void seesItsOwnRowsOnly(ActAs form) {
        TestTenant own = TestTenants.create(servers);
        TestTenants.create(servers);
        TenantDatabase database = new TenantDatabase(pool, form);

        assertThat(database.as(own.id()).list(row -> row.getLong(1), "select count(*) from {t}.events"))
                .containsExactly(0L);
        assertThat(database.as(own.id()).list(row -> row.getString("slug"), "select slug from public.tenants"))
                .containsExactly(own.slug());
    }
}
