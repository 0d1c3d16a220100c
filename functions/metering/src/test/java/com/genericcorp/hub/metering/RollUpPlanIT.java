package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.usage.FreshUsage;
import com.genericcorp.hub.usage.RollUp;
import com.genericcorp.hub.usage.RollUp.Counted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds what is to be counted among a million events. */
class RollUpPlanIT {
    private static final Logger LOG = Logger.getLogger(RollUpPlanIT.class);
    private static final Instant NOW = Instant.parse("2026-05-05T10:00:00Z");
    private static final int MILLION = 1_000_000;

    private final Rig rig = new Rig(NOW);
    private final TenantId tenant = rig.tenant();

    @Test
    void eachNewEventIsReadOnceByItsTransactionAndNoOldOneAtAll() throws SQLException {
        receive(MILLION);

        List<String> first = plan();
        assertThat(first).anyMatch(line -> line.contains("events_by_tx") && line.contains("rows=1000000 loops=1"));
        assertThat(first).filteredOn(line -> line.contains(" on events ")).hasSize(1);

        long bare = nanos(
                () -> rig.database.as(tenant).find(row -> row.getLong("n"), "select count(*) as n from {t}.events"));
        long counting = nanos(this::countAll);
        LOG.infof("a million events: counted in %d ms, a bare count in %d ms", counting / 1_000_000, bare / 1_000_000);

        receive(10);
        assertThat(plan())
                .anyMatch(line -> line.contains("events_by_tx") && line.contains("rows=10 loops=1"))
                .filteredOn(line -> line.contains(" on events "))
                .hasSize(1);
    }

    private void countAll() {
        long rows = 0;
        Counted counted;
        do {
            counted = rig.database.transaction(tenant, s -> RollUp.count(s, tenant, NOW, Rig.ROWS));
            rows += counted.rows();
        } while (counted.more());
        assertThat(rows).isEqualTo(MILLION);
    }

    /** In transactions of 20,000 each, as many providers and hours as a busy tenant has. */
    private void receive(int events) {
        for (int from = 0; from < events; from += 20_000) {
            int some = Math.min(20_000, events - from);
            int start = from;
            rig.owner.transaction(connection -> Statements.on(connection, tenant)
                    .update("""
                            insert into {t}.events
                              (id, provider, provider_event, provider_delivery_id, type, time, received_at, data)
                            select gen_random_uuid(), (array['github', 'gitlab', 'slack'])[1 + n % 3], 'push', n::text,
                              'code.push', ?, ?::timestamptz + n * interval '1 second', 'x'
                            from generate_series(?::bigint, ?::bigint) as n
                            """, NOW, NOW.minus(Duration.ofDays(30)), start, start + some - 1));
        }
    }

    private List<String> plan() throws SQLException {
        try (Connection connection =
                rig.servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD).getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement enter = connection.prepareStatement("select hub.act_as(?)")) {
                enter.setString(1, tenant.role());
                enter.execute();
            }
            String sql =
                    "explain (analyze, costs off, timing off, summary off) " + FreshUsage.SQL + "select * from fresh";
            try (PreparedStatement explain = connection.prepareStatement(sql.replace("{t}", tenant.role()))) {
                explain.setObject(1, tenant.uuid());
                explain.setString(2, null);
                explain.setString(3, "");
                explain.setArray(4, connection.createArrayOf("text", new String[0]));
                explain.setArray(5, connection.createArrayOf("text", new String[0]));
                List<String> lines = new ArrayList<>();
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                }
                return lines;
            }
        }
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
