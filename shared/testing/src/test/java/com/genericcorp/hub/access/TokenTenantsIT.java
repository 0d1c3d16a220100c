package com.genericcorp.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTenantsIT {
    private final TestServers servers = TestServers.shared();
    private final TestTenant tenant = TestTenants.create(servers);
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);
    private final TokenTenants tenants = new TokenTenants(new TenantDatabase(pool, ActAs.PIPELINED));

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aTokenSpeaksForItsTenantAsItIsNow() {
        Token.OfTenant token = new Token.OfTenant(tenant.id(), Grants.reading(), "user:somebody");

        assertThat(tenants.caller(token))
                .contains(new Caller.OfTenant(tenant.id(), tenant.slug(), "active", Grants.reading(), "user:somebody"));
    }

    @Test
    void aTenantThatIsNoMoreHasNoPeople() {
        Token.OfTenant token = new Token.OfTenant(new TenantId(UUID.randomUUID()), Grants.all(), "user:somebody");

        assertThat(tenants.caller(token)).isEmpty();
    }
}
