package com.genericcorp.hub.bench;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.embedded.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Reading an event and taking in a webhook, over HTTP: the packaged API against a bare route of the same Quarkus. */
final class RequestBench implements Bench {
    private static final int CONNECTIONS = 64;
    private static final int POOL = 10;
    private static final Goal GOAL = new Goal.AtLeast(0.7);
    private static final List<String> FORMS = List.of("pipelined", "transaction");
    private static final String FLOOR = "floor";
    private static final int COUNTED_REQUESTS = 100;

    @Override
    public String name() {
        return "request";
    }

    @Override
    public List<Line> run(Workplace place) throws Exception {
        Database database = place.startPostgres().withControlPlane();
        RedisServer redis = place.startRedis();
        RequestWorld world = RequestWorld.make(database);
        Map<String, Application> applications = new LinkedHashMap<>();
        for (String form : FORMS) {
            applications.put(form, hub(place, database.server().port(), redis.port(), form, POOL));
        }
        applications.put(FLOOR, floor(place, database, redis));
        List<Line> lines = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            lines.addAll(measure(place, scenario, world, database, applications));
        }
        checkCounted(world, redis);
        for (String form : FORMS) {
            lines.addAll(roundTrips(place, world, database, redis, form));
        }
        return lines;
    }

    private enum Scenario {
        GET_EVENT("GET event"),
        POST_INGEST("POST ingest");

        private final String text;

        Scenario(String text) {
            this.text = text;
        }

        List<? extends Exchange> exchanges(RequestWorld world, boolean floor, int connections) {
            return switch (this) {
                case GET_EVENT -> world.reads(floor, connections);
                case POST_INGEST -> world.deliveries(floor, connections);
            };
        }
    }

    /** What was used of the processors goes beside the rate: on a shared machine it says more. */
    private static List<Line> measure(
            Workplace place,
            Scenario scenario,
            RequestWorld world,
            Database database,
            Map<String, Application> applications)
            throws Exception {
        Duration turn = Duration.ofSeconds(place.quick() ? 3 : 10);
        Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
        Map<String, List<Double>> cpu = new TreeMap<>();
        Map<String, List<Double>> p99 = new TreeMap<>();
        for (Map.Entry<String, Application> entry : applications.entrySet()) {
            Application application = entry.getValue();
            String who = entry.getKey();
            List<? extends Exchange> exchanges = scenario.exchanges(world, who.equals(FLOOR), CONNECTIONS);
            place.say(scenario.text + ": warming up " + who);
            warmUp(
                    place,
                    () -> stored(
                            scenario,
                            who.equals(FLOOR),
                            database,
                            world,
                            () -> Load.run(application.port(), exchanges, Duration.ofSeconds(5))));
            contestants.put(who, () -> {
                Duration before = application.cpu();
                Load.Result result = stored(
                        scenario,
                        who.equals(FLOOR),
                        database,
                        world,
                        () -> Load.run(application.port(), exchanges, turn));
                double micros = application.cpu().minus(before).toNanos() / 1e3 / result.answers();
                cpu.computeIfAbsent(who, name -> new ArrayList<>()).add(micros);
                p99.computeIfAbsent(who, name -> new ArrayList<>()).add(result.percentile(0.99) / 1e3);
                place.say(scenario.text + ", " + who + ": " + Numbers.text(result.perSecond()) + " requests/s, "
                        + Numbers.text(micros) + " µs of processor each");
                return result.perSecond();
            });
        }
        Map<String, Runs> rates = Alternation.measure(contestants);
        List<Line> lines = new ArrayList<>();
        for (String form : FORMS) {
            String what = scenario.text + ", " + form;
            lines.add(Line.ratio(what, "requests/s", Alternation.of(rates, form), Alternation.of(rates, FLOOR), GOAL));
            lines.add(
                    Line.ratio(what, "µs of processor a request", runs(cpu, form), runs(cpu, FLOOR), new Goal.None()));
            lines.add(Line.ratio(what, "P99 in ms", runs(p99, form), runs(p99, FLOOR), new Goal.None()));
        }
        return lines;
    }

    private static Runs runs(Map<String, List<Double>> values, String who) {
        return new Runs(values.getOrDefault(who, List.of()));
    }

    /** Until the compiler has done its part: the rate rises by less than a fiftieth twice in a row, or a minute is over. */
    private static void warmUp(Workplace place, Callable<Load.Result> load) throws Exception {
        double best = 0;
        int flat = 0;
        for (int i = 0; i < (place.quick() ? 2 : 12) && flat < 2; i++) {
            double rate = load.call().perSecond();
            flat = rate < best * 1.02 ? flat + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    /** An answer that says an event was stored is believed when the rows agree. */
    private static Load.Result stored(
            Scenario scenario, boolean floor, Database database, RequestWorld world, Callable<Load.Result> load)
            throws Exception {
        boolean storing = scenario == Scenario.POST_INGEST;
        long before = storing ? world.events(database) : 0;
        Load.Result result = load.call();
        if (storing) {
            long more = world.events(database) - before;
            BenchException.check(
                    more == result.answers(), result.answers() + " deliveries were accepted and " + more + " stored");
        }
        world.toBeCounted(floor, floor || !storing ? result.answers() : 0);
        return result;
    }

    /**
     * Each admitted request is counted in Redis: were they fewer, the hub had gone on without it and was another one. Its
     * webhooks are paced there and not counted; the floor counts all that it answers.
     */
    private static void checkCounted(RequestWorld world, RedisServer redis) throws IOException {
        try (RedisReader reader = new RedisReader(redis.port())) {
            long hub = 0;
            for (RequestWorld.Tenant tenant : world.tenants()) {
                hub += reader.sumOfHash(RedisKeys.requests(tenant.id()), "epoch");
            }
            same(world.toBeCounted(false), hub);
            same(world.toBeCounted(true), reader.number("bench:requests"));
        }
    }

    private static void same(long answered, long counted) {
        BenchException.check(
                answered == counted, answered + " requests were answered and " + counted + " counted in Redis");
    }

    /** One connection, warm: what a request asks of PostgreSQL and of Redis. */
    private static List<Line> roundTrips(
            Workplace place, RequestWorld world, Database database, RedisServer redis, String form) throws Exception {
        RoundTrips toPostgres = place.closing(new RoundTrips(database.server().port()));
        RoundTrips toRedis = place.closing(new RoundTrips(redis.port()));
        List<Line> lines = new ArrayList<>();
        try (Application hub = hub(place, toPostgres.port(), toRedis.port(), form, 1)) {
            for (Scenario scenario : Scenario.values()) {
                List<? extends Exchange> one = scenario.exchanges(world, false, 1);
                Load.run(hub.port(), one, Duration.ofSeconds(2));
                long postgres = toPostgres.count();
                long redisBefore = toRedis.count();
                Load.Result result = Load.run(hub.port(), one, Duration.ofSeconds(4));
                BenchException.check(result.answers() > COUNTED_REQUESTS, "too few requests to count by");
                String what = scenario.text + ", " + form;
                lines.add(Line.alone(
                        what,
                        "round trips to PostgreSQL",
                        Runs.of((toPostgres.count() - postgres) / (double) result.answers()),
                        new Goal.AtMost(form.equals("pipelined") ? 1.01 : 2.01)));
                lines.add(Line.alone(
                        what,
                        "round trips to Redis",
                        Runs.of((toRedis.count() - redisBefore) / (double) result.answers()),
                        new Goal.AtMost(1.01)));
            }
        }
        return lines;
    }

    private static Application hub(Workplace place, int postgres, int redis, String form, int pool) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.database.url",
                "jdbc:postgresql://127.0.0.1:" + postgres + "/hub",
                "hub.database.user",
                Database.LOGIN,
                "hub.database.password",
                Database.LOGIN_PASSWORD,
                "hub.database.act-as",
                form,
                "hub.database.pool-size",
                Integer.toString(pool),
                "hub.redis.url",
                "redis://127.0.0.1:" + redis,
                // That the machine is busy is no failure of Redis.
                "hub.redis.budget",
                "5S",
                "hub.master-key",
                RequestWorld.MASTER_KEY));
        Path jar = place.project().resolve("functions/api/target/knative/quarkus-app/quarkus-run.jar");
        return Application.start(place, "hub-" + form, jar, settings);
    }

    private static Application floor(Workplace place, Database database, RedisServer redis) throws Exception {
        Map<String, String> settings = Map.of(
                "bench.database", database.server().jdbcUrl(),
                "bench.user", Database.LOGIN,
                "bench.password", Database.LOGIN_PASSWORD,
                "bench.pool", Integer.toString(POOL),
                "bench.redis", redis.url());
        Path jar = place.project().resolve("loadtest/bench/floor/request/target/quarkus-app/quarkus-run.jar");
        return Application.start(place, "floor", jar, settings);
    }
}
