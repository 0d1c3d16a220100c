package com.genericcorp.hub.bench;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.metering.MeteringDoor;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.sun.management.ThreadMXBean;
import io.agroal.api.AgroalDataSource;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rolling up events that nobody has counted yet, by the function's own roll-up. */
final class MeteringBench implements Bench {
    private static final String HUB = "hub";
    private static final String FLOOR = "floor";
    private static final int SIDE_BY_SIDE = 2;
    private static final List<Integer> PARTS = List.of(10, 25, 50, 100);

    @Override
    public String name() {
        return "metering";
    }

    @Override
    public List<Line> run(Workplace place) throws Exception {
        int rows = place.quick() ? 1_000_000 : 10_000_000;
        Database database = place.startPostgres().withControlPlane();
        Tenants fleet = new Tenants(database);
        fleet.growTo(place.quick() ? 100 : 1_000, place);
        List<TenantId> tenants = tenants(database);
        database.execute("""
                create schema bench;
                create table bench.windows (tenant_id uuid, window_start timestamptz, provider text, quantity bigint,
                  primary key (tenant_id, window_start, provider));
                """);
        List<Line> lines = new ArrayList<>();
        List<Measured> all = new ArrayList<>();
        List<Connection> floor = new ArrayList<>();
        for (int i = 0; i < MeteringDoor.PARALLEL; i++) {
            floor.add(place.closing(database.connect()));
        }
        try (AgroalDataSource pool = database.loginPool(10)) {
            MeteringDoor hub = new MeteringDoor(new TenantDatabase(pool, ActAs.PIPELINED), Clock.systemUTC());
            int before = 0;
            for (int part : PARTS) {
                int now = rows / 100 * part;
                place.say("adding " + Numbers.text(now - before) + " events");
                addEvents(database, tenants, before / tenants.size(), now / tenants.size());
                before = now;
                Measured measured = measure(place, database, tenants, hub, floor, now);
                all.add(measured);
                lines.add(measured.line);
                place.say(measured.line.what() + ": " + Numbers.text(measured.line.value()));
            }
        }
        Measured small = all.getFirst();
        Measured large = all.getLast();
        lines.add(Line.alone(
                "a row among " + Numbers.text(large.rows) + " by one among " + Numbers.text(small.rows),
                "times the time",
                Runs.of((large.line.hub().median() / large.rows)
                        / (small.line.hub().median() / small.rows)),
                new Goal.AtMost(1.1)));
        lines.add(Line.alone(
                Numbers.text(large.rows) + " rows by " + Numbers.text(small.rows),
                "times the memory allocated",
                Runs.of(large.allocated / small.allocated),
                new Goal.AtMost(1.1)));
        return lines;
    }

    /** @param allocated bytes of one roll-up of all tenants */
    private record Measured(int rows, Line line, double allocated) {}

    private static Measured measure(
            Workplace place,
            Database database,
            List<TenantId> tenants,
            MeteringDoor hub,
            List<Connection> floor,
            int rows)
            throws Exception {
        List<Double> allocated = new ArrayList<>();
        Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
        contestants.put(HUB, () -> {
            forget(database);
            long bytes = allocated();
            double seconds = seconds(() -> hub.rollUp(tenants));
            allocated.add((double) allocated() - bytes);
            check(database, "select coalesce(sum(quantity), 0) from public.usage_windows where width = 'hour'", rows);
            check(database, "select coalesce(sum(quantity), 0) from public.usage_windows where width = 'month'", rows);
            return seconds;
        });
        contestants.put(FLOOR, () -> {
            database.execute("truncate bench.windows");
            double seconds = seconds(() -> MeteringFloor.count(floor, tenants));
            check(database, "select coalesce(sum(quantity), 0) from bench.windows", rows);
            return seconds;
        });
        for (Callable<Double> contestant : contestants.values()) {
            contestant.call();
        }
        Map<String, Runs> runs = Alternation.measure(contestants);
        Line line = Line.ratio(
                Numbers.text(rows) + " rows, " + tenants.size() + " tenants",
                "seconds",
                Alternation.of(runs, HUB),
                Alternation.of(runs, FLOOR),
                new Goal.AtMost(2));
        return new Measured(rows, line, new Runs(allocated).median());
    }

    /** Nothing is counted any more; that the day before was reconciled with its rows stays, as it is on all runs but one. */
    private static void forget(Database database) throws SQLException {
        database.execute("truncate public.usage_windows; update public.usage_watermarks set counted_to = '0';"
                + " analyze public.usage_windows, public.usage_watermarks");
    }

    private static void check(Database database, String sql, int rows) throws SQLException {
        long counted = database.number(sql);
        BenchException.check(counted == rows, counted + " of " + rows + " rows were counted: " + sql);
    }

    private static List<TenantId> tenants(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from public.tenants order by id")) {
            List<TenantId> tenants = new ArrayList<>();
            while (rows.next()) {
                tenants.add(new TenantId(rows.getObject(1, UUID.class)));
            }
            return tenants;
        }
    }

    /** The tenant's {@code from}-th event to its {@code to}-th: of one day and of three providers. */
    private static void addEvents(Database database, List<TenantId> tenants, int from, int to) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<?>> done = new ArrayList<>();
            for (TenantId tenant : tenants) {
                done.add(executor.submit(() -> {
                    database.execute("""
                            set synchronous_commit = off;
                            insert into {t}.events
                              (id, provider, provider_event, provider_delivery_id, type, time, received_at, data)
                            select lpad(to_hex(n), 32, '0')::uuid, (array['github', 'gitlab', 'http'])[1 + n % 3], 'push',
                              n::text, 'code.push', at, at, '\\x7b7d'
                            from generate_series({from} + 1, {to}) as n,
                              lateral (select now() - (n % 1440) * interval '1 minute' as at) as times;
                            analyze {t}.events;
                            """.replace("{t}", tenant.role())
                            .replace("{from}", Integer.toString(from))
                            .replace("{to}", Integer.toString(to)));
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
