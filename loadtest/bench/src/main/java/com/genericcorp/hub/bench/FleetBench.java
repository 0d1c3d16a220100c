package com.genericcorp.hub.bench;

import com.genericcorp.hub.migration.FleetDoor;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantScripts;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A deployment's migration of the whole fleet: with nothing to do, and with one new script. */
final class FleetBench implements Bench {
    private static final String HUB = "hub";
    private static final String FLOOR = "floor";
    private static final int PACKAGED = TenantScripts.packaged().currentVersion();

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public List<Line> run(Workplace place) throws Exception {
        int size = place.quick() ? 500 : 5_000;
        Database database = place.startPostgres().withControlPlane();
        new Tenants(database).growTo(size, place);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < FleetDoor.SIDE_BY_SIDE; i++) {
            connections.add(place.closing(database.connect()));
        }
        FleetFloor floor = new FleetFloor(connections);
        try (AgroalDataSource pool = database.ownerPool(FleetDoor.SIDE_BY_SIDE + 2)) {
            OwnerDatabase owner = new OwnerDatabase(pool);
            List<Line> lines = new ArrayList<>();
            lines.add(nothingToDo(place, database, owner, floor, size));
            lines.add(Line.alone(
                    size + " tenants, nothing to do",
                    "round trips (the query and its commit)",
                    Runs.of(roundTripsOfNothing(place, database)),
                    new Goal.AtMost(2)));
            lines.add(oneScript(place, database, owner, floor, size));
            return lines;
        }
    }

    private static Line nothingToDo(Workplace place, Database database, OwnerDatabase owner, FleetFloor floor, int size)
            throws Exception {
        int times = 200;
        FleetDoor hub = new FleetDoor(owner, List.of());
        Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
        contestants.put(
                HUB, () -> millisEach(times, () -> BenchException.check(hub.run() == 0, "there was something to do")));
        contestants.put(
                FLOOR,
                () -> millisEach(
                        times,
                        () -> BenchException.check(floor.behind(PACKAGED).isEmpty(), "there was something to do")));
        for (Callable<Double> contestant : contestants.values()) {
            contestant.call();
        }
        place.say("nothing to do");
        return line(size + " tenants, nothing to do", "ms", Alternation.measure(contestants), new Goal.None());
    }

    /** Asked with the pool's connections open already, as every run but the first finds them. */
    private static double roundTripsOfNothing(Workplace place, Database database) throws Exception {
        RoundTrips counter = place.closing(new RoundTrips(database.server().port()));
        try (AgroalDataSource pool = database.ownerPool(1, counter.port())) {
            FleetDoor hub = new FleetDoor(new OwnerDatabase(pool), List.of());
            hub.run();
            long before = counter.count();
            hub.run();
            return counter.count() - before;
        }
    }

    private static Line oneScript(Workplace place, Database database, OwnerDatabase owner, FleetFloor floor, int size)
            throws Exception {
        Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
        List<String> scripts = new ArrayList<>();
        contestants.put(HUB, () -> {
            scripts.add(script(scripts.size()));
            return migrated(database, scripts, size, () -> new FleetDoor(owner, scripts).run());
        });
        contestants.put(FLOOR, () -> {
            scripts.add(script(scripts.size()));
            return migrated(database, scripts, size, () -> floor.migrate(scripts.getLast(), PACKAGED + scripts.size()));
        });
        place.say("one new script: the first of each is not measured");
        for (Callable<Double> contestant : contestants.values()) {
            contestant.call();
        }
        return line(
                size + " tenants, one new script",
                "ms a tenant",
                Alternation.measure(contestants),
                new Goal.AtMost(1.5));
    }

    private static String script(int number) {
        return "alter table {t}.events add column bench_" + number + " integer";
    }

    /** Every tenant has the new column and the new version afterwards. */
    private static double migrated(Database database, List<String> scripts, int size, Callable<Long> migration)
            throws Exception {
        long start = System.nanoTime();
        long migrated = migration.call();
        double millis = (System.nanoTime() - start) / 1e6 / size;
        BenchException.check(migrated == size, migrated + " of " + size + " were migrated");
        long columns = database.number("select count(*) from pg_catalog.pg_attribute where attname = 'bench_"
                + (scripts.size() - 1) + "' and not attisdropped");
        long current = database.number(
                "select count(*) from public.tenants where schema_version = " + (PACKAGED + scripts.size()));
        BenchException.check(columns == size && current == size, columns + " columns, " + current + " versions");
        return millis;
    }

    private static Line line(String what, String unit, Map<String, Runs> runs, Goal goal) {
        return Line.ratio(what, unit, Alternation.of(runs, HUB), Alternation.of(runs, FLOOR), goal);
    }

    private static double millisEach(int times, Work work) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e6 / times;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
