package com.genericcorp.hub.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RollUpIT {
    private final TestServers servers = TestServers.shared();
    private final TenantDatabase database =
            new TenantDatabase(TestPools.application(servers.postgres().jdbcUrl(), 2), ActAs.PIPELINED);

    @Test
    void countsEventsAndRequestsOnce() {
        TestTenant tenant = TestTenants.create(servers);
        Instant at = Instant.parse("2026-02-28T23:59:59Z");
        database.as(tenant.id()).update("""
                insert into {t}.events (id, provider, provider_event, provider_delivery_id, type, time, received_at, data)
                select gen_random_uuid(), 'github', 'push', n::text, 'code.push', ?, ?::timestamptz + n * interval '1 second', 'x'
                from generate_series(0, 9) n
                """, at, at);
        database.as(tenant.id()).update("""
                insert into public.usage_minutes (tenant_id, meter, minute, epoch, quantity) values (?, 'api_requests', ?, 'e', 7)
                """, tenant.id().uuid(), at);

        RollUp.Counted counted = database.transaction(tenant.id(), s -> RollUp.count(s, tenant.id(), at.plusSeconds(60), 100));
        database.transaction(tenant.id(), s -> RollUp.count(s, tenant.id(), at.plusSeconds(60), 100));

        assertThat(counted).isEqualTo(new RollUp.Counted(10, false));
        assertThat(database.as(tenant.id()).list(
                        row -> row.getString("w"), "select width || ' ' || (window_start at time zone 'UTC')::text || ' ' || meter || ' ' || provider || ' ' || quantity as w from public.usage_windows order by 1"))
                .containsExactly(
                        "day 2026-02-28 00:00:00 api_requests  7",
                        "day 2026-02-28 00:00:00 events_ingested github 1",
                        "day 2026-03-01 00:00:00 events_ingested github 9",
                        "hour 2026-02-28 23:00:00 api_requests  7",
                        "hour 2026-02-28 23:00:00 events_ingested github 1",
                        "hour 2026-03-01 00:00:00 events_ingested github 9",
                        "month 2026-02-01 00:00:00 api_requests  7",
                        "month 2026-02-01 00:00:00 events_ingested github 1",
                        "month 2026-03-01 00:00:00 events_ingested github 9");
    }
}
