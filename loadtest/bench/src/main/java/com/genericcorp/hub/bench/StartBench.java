package com.genericcorp.hub.bench;

import com.genericcorp.hub.embedded.RedisServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * How long functions take from their process's start to their first answer, on the JVM, with and without an AOT cache: each
 * Lambda function against a bare one of the same extensions.
 */
final class StartBench implements Bench {
    private static final Goal GOAL = new Goal.AtMost(1.5);
    private static final String HEALTH = """
            {"version":"2.0","routeKey":"$default","rawPath":"/health","rawQueryString":"","headers":{"host":"localhost"},
             "requestContext":{"accountId":"0","apiId":"api","domainName":"localhost","domainPrefix":"localhost",
              "http":{"method":"GET","path":"/health","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"bench"},
              "requestId":"id","routeKey":"$default","stage":"$default","time":"05/Jan/2026:10:11:12 +0000",
              "timeEpoch":1767607872000},"isBase64Encoded":false}""";
    private static final String OK = "\"statusCode\":200";
    private static final String NO_MESSAGES = "{\"Records\":[]}";

    @Override
    public String name() {
        return "start";
    }

    /** @param right a part of the right answer */
    private record Shape(String name, String archive, String event, String right) {
        String handler() {
            return event.equals(HEALTH)
                    ? "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler"
                    : "io.quarkus.funqy.lambda.FunqyStreamHandler";
        }
    }

    private static final Shape API_FLOOR = new Shape("", "loadtest/bench/floor/api/target/function.zip", HEALTH, OK);
    private static final Shape FUNCTION_FLOOR =
            new Shape("", "loadtest/bench/floor/function/target/function.zip", NO_MESSAGES, "Records");

    @Override
    public List<Line> run(Workplace place) throws Exception {
        Database database = place.startPostgres().withControlPlane();
        Map<String, String> settings = settings(place, database, place.startRedis());
        Map<Shape, Shape> floors = new LinkedHashMap<>();
        floors.put(hub("api", HEALTH, OK), API_FLOOR);
        floors.put(hub("provisioning", NO_MESSAGES, "batchItemFailures"), FUNCTION_FLOOR);
        floors.put(hub("metering", NO_MESSAGES, "batchItemFailures"), FUNCTION_FLOOR);
        floors.put(hub("migration", "{}", "failed"), FUNCTION_FLOOR);
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<Shape, Shape> entry : floors.entrySet()) {
            LambdaFunction hub = function(place, entry.getKey(), settings);
            LambdaFunction floor = function(place, entry.getValue(), settings);
            String what = entry.getKey().name() + " on Lambda";
            lines.add(measure(place, what + ", no AOT cache", hub::start, floor::start));
            hub.train();
            floor.train();
            lines.add(measure(place, what + ", AOT cache", hub::startTrained, floor::startTrained));
        }
        return lines;
    }

    private static Line measure(Workplace place, String what, Callable<Double> hub, Callable<Double> floor)
            throws Exception {
        Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
        contestants.put("hub", hub);
        contestants.put("floor", floor);
        // The files are in memory afterwards.
        for (Callable<Double> contestant : contestants.values()) {
            contestant.call();
        }
        Map<String, Runs> runs = Alternation.measure(contestants);
        Line line = Line.ratio(what, "ms", Alternation.of(runs, "hub"), Alternation.of(runs, "floor"), GOAL);
        place.say(what + ": " + Numbers.text(line.hub().median()) + " ms, " + Numbers.text(line.value()));
        return line;
    }

    private static Shape hub(String name, String event, String right) {
        return new Shape(name, "functions/" + name + "/target/function.zip", event, right);
    }

    private static LambdaFunction function(Workplace place, Shape shape, Map<String, String> settings)
            throws Exception {
        Path archive = place.project().resolve(shape.archive());
        return new LambdaFunction(place, shape.handler(), archive, settings, shape.event(), shape.right());
    }

    private static Map<String, String> settings(Workplace place, Database database, RedisServer redis)
            throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.database.url", database.server().jdbcUrl(),
                "hub.database.user", Database.LOGIN,
                "hub.database.password", Database.LOGIN_PASSWORD,
                "hub.database.owner.url", database.server().jdbcUrl(),
                "hub.database.owner.user", database.server().ownerUser(),
                "hub.database.owner.password", database.server().ownerPassword(),
                "hub.redis.url", redis.url(),
                "hub.master-key", RequestWorld.MASTER_KEY));
        settings.put("hub.export.directory", place.newDirectory("exports").toString());
        return settings;
    }
}
