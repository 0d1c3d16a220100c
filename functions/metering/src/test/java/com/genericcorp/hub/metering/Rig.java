package com.genericcorp.hub.metering;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.SettableClock;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestRedis;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.usage.FreshUsage;
import com.genericcorp.hub.usage.RequestCounts;
import com.genericcorp.hub.usage.RollUp;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A place to meter in: tenants, what they do, and what is known of it. */
final class Rig {
    static final int ROWS = 500_000;
    private static final AgroalDataSource POOL =
            TestPools.application(TestServers.shared().postgres().jdbcUrl(), 8);
    private static final AgroalDataSource OWNER = TestPools.owner(TestServers.shared(), 2);
    private static final TestRedis REDIS = new TestRedis();

    final TestServers servers = TestServers.shared();
    final OwnerDatabase owner = new OwnerDatabase(OWNER);
    final TenantDatabase database;
    final SettableClock clock;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    final HubMetrics metrics = new HubMetrics(registry);

    Rig(Instant now) {
        this(now, POOL);
    }

    Rig(Instant now, AgroalDataSource pool) {
        this.clock = new SettableClock(now);
        this.database = new TenantDatabase(pool, ActAs.PIPELINED);
    }

    TenantId tenant() {
        return TestTenants.create(owner, "*").id();
    }

    static RedisCalls redis(String url) {
        return REDIS.calls(url);
    }

    /** How many rows roll-ups have counted. */
    long rowsCounted() {
        return (long) registry.counter("hub.metering.rows").count();
    }

    Minute minute(RedisCalls redis, TenantUsage usage, QueueSender sender) {
        Work work = new Work(database);
        return new Minute(database, redis, work, new Dispatch(sender, usage), metrics, clock);
    }

    TenantUsage usage() {
        return usage(clock);
    }

    TenantUsage usage(Clock ofRollUps) {
        return new TenantUsage(database, new Work(database), metrics, ofRollUps, 4, ROWS);
    }

    void event(TenantId tenant, Instant receivedAt, String provider) {
        event(database.as(tenant), receivedAt, provider);
    }

    static void event(Statements statements, Instant receivedAt, String provider) {
        statements.update("""
                insert into {t}.events (id, provider, provider_event, provider_delivery_id, type, time, received_at, data)
                values (?, ?, 'push', ?, 'code.push', ?, ?, 'x')
                """, UUID.randomUUID(), provider, UUID.randomUUID().toString(), receivedAt, receivedAt);
    }

    void requests(TenantId tenant, Instant minute, String epoch, long quantity) {
        requests(database.as(tenant), tenant, minute, epoch, quantity);
    }

    static void requests(Statements statements, TenantId tenant, Instant minute, String epoch, long quantity) {
        statements.update("""
                insert into public.usage_minutes (tenant_id, meter, minute, epoch, quantity)
                values (?, 'api_requests', ?, ?, ?)
                on conflict (tenant_id, meter, minute, epoch) do update set quantity = excluded.quantity
                  where excluded.quantity > usage_minutes.quantity
                """, tenant.uuid(), minute, epoch, quantity);
    }

    /** Until nothing is left to count; other sessions' transactions may hold that up for a moment. */
    void rollUp(TenantId tenant) {
        Await.until("counted", Duration.ofSeconds(20), () -> {
            while (database.transaction(tenant, s -> RollUp.count(s, tenant, clock.instant(), ROWS))
                    .more()) {
                // goes on
            }
            return database.as(tenant)
                    .find(row -> row.getBoolean("counted"), """
                            select not exists (select from {t}.events e where e.tx >= w.counted_to) as counted
                            from public.usage_watermarks w where w.tenant_id = ?
                            """, tenant.uuid())
                    .orElseThrow();
        });
    }

    Map<String, Long> stored(TenantId tenant) {
        return read(database.as(tenant).list(Rig::window, """
                select width, window_start, meter, provider, quantity from public.usage_windows where quantity <> 0
                """));
    }

    /** What is stored and what is added on the fly, as the API reads them. */
    Map<String, Long> live(TenantId tenant, RequestCounts counts) {
        return read(database.as(tenant)
                .list(
                        Rig::window,
                        FreshUsage.SQL + """
                        select width, window_start, meter, provider, sum(quantity)::bigint as quantity
                        from (
                          select width, window_start, meter, provider, quantity from public.usage_windows
                          union all
                          select width, date_trunc(width, window_start, 'UTC'), meter, provider, quantity
                          from fresh, (values ('hour'), ('day'), ('month')) as widths (width)) as both_parts
                        group by 1, 2, 3, 4
                        having sum(quantity) <> 0
                        """,
                        tenant.uuid(),
                        null,
                        counts.epoch(),
                        counts.minutes(),
                        counts.quantities()));
    }

    private static Map.Entry<String, Long> window(ResultSet row) throws SQLException {
        return Map.entry(
                row.getString("width") + " "
                        + row.getObject("window_start", OffsetDateTime.class).toInstant() + " "
                        + row.getString("meter") + " " + row.getString("provider"),
                row.getLong("quantity"));
    }

    private static Map<String, Long> read(List<Map.Entry<String, Long>> windows) {
        Map<String, Long> found = new HashMap<>();
        windows.forEach(window -> found.put(window.getKey(), window.getValue()));
        return new TreeMap<>(found);
    }
}
