package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code hub.revoke_api_keys}: what operators may do to keys is end those of a tenant that leaves. */
class RevokeApiKeysIT {
    private final TestServers servers = TestServers.shared();
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);
    private final TenantDatabase database = new TenantDatabase(pool, ActAs.PIPELINED);
    private final TestTenant leaving = TestTenants.create(servers);
    private final TestTenant staying = TestTenants.create(servers);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void endsTheKeysOfATenantThatLeavesOnce() {
        status("offboarding");

        List<byte[]> ended = revoke(leaving);
        List<byte[]> again = revoke(leaving);

        assertThat(ended).containsExactly(leaving.key().hash());
        assertThat(again).isEmpty();
        assertThat(validKeys(leaving)).isZero();
        assertThat(validKeys(staying)).isEqualTo(1);
    }

    @Test
    void touchesNoOtherTenants() {
        for (String status : List.of("active", "suspended", "provisioning")) {
            status(status);

            assertThat(revoke(leaving)).isEmpty();
        }

        assertThat(validKeys(leaving)).isEqualTo(1);
    }

    private List<byte[]> revoke(TestTenant tenant) {
        return database.asOperator()
                .list(
                        row -> row.getBytes("hash"),
                        "select hash from hub.revoke_api_keys(?, ?)",
                        tenant.id().uuid(),
                        Instant.now());
    }

    private void status(String status) {
        servers.ownerDatabase()
                .transaction(connection -> Statements.on(connection)
                        .update(
                                "update public.tenants set status = ? where id = ?",
                                status,
                                leaving.id().uuid()));
    }

    private int validKeys(TestTenant tenant) {
        return servers.ownerDatabase()
                .transaction(connection -> Statements.on(connection)
                        .list(
                                row -> 1,
                                "select id from public.api_keys where tenant_id = ? and revoked_at is null",
                                tenant.id().uuid()))
                .size();
    }
}
