package com.genericcorp.hub.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a hub that answers what a test says. */
class ReconcileCommandTest {
    private static final String NOTHING_FOUND = "{\"as_of\":null,\"data\":[],\"gaps\":[]}";
    private static final String AS_OF = "2026-11-25T11:59:00Z";

    @TempDir
    Path directory;

    private final Map<String, String> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    private HttpServer hub;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean authorized =
                    "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String answer = answers.get(exchange.getRequestURI().toString());
            byte[] body = (authorized && answer != null ? answer : "{\"title\":\"no\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(authorized && answer != null ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        hub.start();
        answers.put("/admin/v1/usage/reconciliation", NOTHING_FOUND);
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    @Test
    void findsNothingWhereUsageIsWhatTheLogsShow() throws IOException {
        Path first = log(counted("ten_a", "2026-11-25T01:00:00.000Z"), counted("ten_b", "2026-11-25T01:59:59.999Z"));
        Path second = log(counted("ten_a", "2026-11-25T02:00:00.000Z"), counted("ten_a", "2026-11-25T01:30:00.000Z"));
        usage(
                "2026-11-25T01:00:00Z",
                "2026-11-25T03:00:00Z",
                row("ten_a", 1, 2),
                row("ten_b", 1, 1),
                row("ten_a", 2, 1));

        assertThat(reconcile(first, second)).isZero();
        assertThat(lines()).containsExactly("reconcile: requests=4 hours=3 incomplete=0 differences=0 gaps=0");
    }

    @Test
    void countsNothingThatWasNotCounted() throws IOException {
        Path log = log(
                counted("ten_a", "2026-11-25T01:00:00.000Z"),
                counted("ten_a", "2026-11-25T01:00:01.000Z").replace("\"counted\":true", "\"counted\":false"),
                counted("ten_a", "2026-11-25T01:00:01.000Z").replace("hub.access", "other"),
                "{\"loggerName\":\"other\",\"message\":\"hub.access\"}",
                "no JSON of hub.access",
                counted("ten_a", "2026-11-25T01:00:02.000Z").substring(0, 80),
                "{\"loggerName\":\"hub.access\",\"counted\":true,\"received_at\":\"2026-11-25T01:00:02.000Z\"}");
        usage("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", row("ten_a", 1, 1));

        assertThat(reconcile(log)).isZero();
    }

    @Test
    void namesEveryDifferenceByTenantAndHour() throws IOException {
        Path log = log(
                line("2026-11-25T01:00:00.000Z"),
                counted("ten_a", "2026-11-25T01:10:00.000Z"),
                counted("ten_a", "2026-11-25T01:10:01.000Z"),
                counted("ten_c", "2026-11-25T01:10:01.000Z"));
        usage(
                "2026-11-25T01:00:00Z",
                "2026-11-25T02:00:00Z",
                row("ten_a", 1, 1).replace("}", ",\"estimated\":true}"),
                row("ten_b", 1, 5));
        asOf("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", "ten_c", AS_OF);

        assertThat(reconcile(log)).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "difference: ten_a 2026-11-25T01:00:00Z api_requests: access log 2, usage 1 (-1), estimated",
                        "difference: ten_b 2026-11-25T01:00:00Z api_requests: access log 0, usage 5 (+5)",
                        "difference: ten_c 2026-11-25T01:00:00Z api_requests: access log 1, usage 0 (-1)",
                        "reconcile: requests=3 hours=2 incomplete=0 differences=3 gaps=0");
    }

    @Test
    void showsHoursThatAreNotCompleteAndComparesThemLater() throws IOException {
        Path log = log(
                line("2026-11-25T11:00:00.000Z"),
                counted("ten_a", "2026-11-25T11:50:00.000Z"),
                counted("ten_b", "2026-11-25T11:59:00.000Z"));
        usage(
                "2026-11-25T11:00:00Z",
                "2026-11-25T12:00:00Z",
                row("ten_a", 11, 0).replace("\"complete\":true", "\"complete\":false"));
        asOf("2026-11-25T11:00:00Z", "2026-11-25T12:00:00Z", "ten_b", AS_OF);

        assertThat(reconcile(log)).isZero();
        assertThat(lines())
                .containsExactly(
                        "not complete yet: ten_a 2026-11-25T11:00:00Z api_requests: access log 1, usage 0",
                        "not complete yet: ten_b 2026-11-25T11:00:00Z api_requests: access log 1, usage 0",
                        "reconcile: requests=2 hours=2 incomplete=2 differences=0 gaps=0");
    }

    @Test
    void goesThroughAllPages() throws IOException {
        Path log = log(counted("ten_a", "2026-11-25T01:00:00.000Z"), counted("ten_b", "2026-11-25T01:00:00.000Z"));
        String query =
                "/admin/v1/usage?meter=api_requests&window=hour&from=2026-11-25T01:00:00Z&to=2026-11-25T02:00:00Z";
        answers.put(query, page("\"next\"", row("ten_b", 1, 1)));
        answers.put(query + "&cursor=next", page("null", row("ten_a", 1, 1)));

        assertThat(reconcile(log)).isZero();
        assertThat(asked).contains(query + "&cursor=next");
    }

    @Test
    void showsWhatTheHubItselfHasFound() throws IOException {
        answers.put("/admin/v1/usage/reconciliation", """
                {"as_of":null,"data":[{"tenant_id":"ten_a","meter":"events_ingested","window_start":"2026-11-24T01:00:00Z",
                "provider":"github","quantity":12,"rows":13,"difference":-1,"found_at":"2026-11-25T00:05:00Z"}],
                "gaps":[{"tenant_id":"ten_a","meter":"api_requests","from":"2026-11-24T01:00:00Z","to":"2026-11-24T01:01:00Z",
                "cause":"redis_lost_counts","found_at":"2026-11-24T01:01:00Z"}]}""");

        assertThat(reconcile(oneRequest())).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "difference: ten_a 2026-11-24T01:00:00Z events_ingested github: rows 13, usage 12 (-1)",
                        "gap: ten_a 2026-11-24T01:00:00Z to 2026-11-24T01:01:00Z api_requests: redis_lost_counts",
                        "reconcile: requests=1 hours=1 incomplete=0 differences=1 gaps=1");
    }

    @Test
    void takesARequestOnTheOtherSideOfAnHoursBorderForNoDifference() throws IOException {
        Path log = log(
                line("2026-11-25T01:00:00.000Z"),
                counted("ten_a", "2026-11-25T01:30:00.000Z"),
                counted("ten_a", "2026-11-25T01:59:59.100Z"),
                counted("ten_a", "2026-11-25T03:00:00.900Z"),
                counted("ten_b", "2026-11-25T03:30:00.000Z"));
        usage(
                "2026-11-25T01:00:00Z",
                "2026-11-25T04:00:00Z",
                row("ten_a", 1, 1),
                row("ten_a", 2, 2),
                row("ten_a", 3, 0),
                row("ten_b", 3, 1));

        assertThat(reconcile(log)).isZero();
        assertThat(lines()).containsExactly("reconcile: requests=4 hours=3 incomplete=0 differences=0 gaps=0");
    }

    @Test
    void namesWhatTheNeighbouringHourDoesNotTakeBack() throws IOException {
        Path log = log(
                line("2026-11-25T01:00:00.000Z"),
                counted("ten_a", "2026-11-25T01:59:59.100Z"),
                counted("ten_a", "2026-11-25T02:30:00.000Z"));
        usage("2026-11-25T01:00:00Z", "2026-11-25T03:00:00Z", row("ten_a", 1, 0), row("ten_a", 2, 1));

        assertThat(reconcile(log)).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "difference: ten_a 2026-11-25T01:00:00Z api_requests: access log 1, usage 0 (-1)",
                        "reconcile: requests=2 hours=2 incomplete=0 differences=1 gaps=0");
    }

    @Test
    void namesWhatIsMoreThanTheRequestsAtTheBorder() throws IOException {
        Path log = log(
                line("2026-11-25T01:00:00.000Z"),
                counted("ten_a", "2026-11-25T01:59:58.900Z"),
                counted("ten_a", "2026-11-25T01:59:59.100Z"),
                counted("ten_a", "2026-11-25T02:30:00.000Z"));
        usage("2026-11-25T01:00:00Z", "2026-11-25T03:00:00Z", row("ten_a", 1, 0), row("ten_a", 2, 3));

        assertThat(reconcile(log)).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "difference: ten_a 2026-11-25T01:00:00Z api_requests: access log 2, usage 0 (-2)",
                        "difference: ten_a 2026-11-25T02:00:00Z api_requests: access log 1, usage 3 (+2)",
                        "reconcile: requests=3 hours=2 incomplete=0 differences=2 gaps=0");
    }

    @Test
    void showsWhatANeighbourThatIsNotComparedMayTakeBack() throws IOException {
        Path log = log(
                line("2026-11-25T00:30:00.000Z"),
                counted("ten_a", "2026-11-25T00:59:59.500Z"),
                counted("ten_a", "2026-11-25T01:30:00.000Z"),
                counted("ten_b", "2026-11-25T01:59:59.500Z"));
        usage("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", row("ten_a", 1, 2), row("ten_b", 1, 0));

        assertThat(reconcile(log)).isZero();
        assertThat(lines())
                .containsExactly(
                        "not compared: 1 requests before 2026-11-25T01:00:00Z, the first full hour of logs that begin at"
                                + " 2026-11-25T00:30:00Z",
                        "at the border of what is compared: ten_a 2026-11-25T01:00:00Z api_requests: access log 1, usage 2"
                                + " (+1)",
                        "at the border of what is compared: ten_b 2026-11-25T01:00:00Z api_requests: access log 1, usage 0"
                                + " (-1)",
                        "reconcile: requests=2 hours=2 incomplete=2 differences=0 gaps=0");
    }

    @Test
    void asksEachTenantWithoutUsageHowFarItIsComplete() throws IOException {
        Path log = log(
                line("2026-11-25T01:00:00.000Z"),
                counted("ten_a", "2026-11-25T01:30:00.000Z"),
                counted("ten_b", "2026-11-25T01:30:00.000Z"));
        String never = page("null").replace("\"" + AS_OF + "\"", "null");
        answers.put(query("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z"), never);
        answers.put(query("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z") + "&tenant=ten_b", never);
        asOf("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", "ten_a", "2026-11-25T02:00:00Z");

        assertThat(reconcile(log)).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "not complete yet: ten_b 2026-11-25T01:00:00Z api_requests: access log 1, usage 0",
                        "difference: ten_a 2026-11-25T01:00:00Z api_requests: access log 1, usage 0 (-1)",
                        "reconcile: requests=2 hours=2 incomplete=1 differences=1 gaps=0");
    }

    @Test
    void beginsAtTheFirstFullHourOfTheLogs() throws IOException {
        Path rotated = log(
                line("2026-11-25T01:00:00.001Z"),
                counted("ten_a", "2026-11-25T01:30:00.000Z"),
                counted("ten_a", "2026-11-25T02:30:00.000Z"));
        usage("2026-11-25T02:00:00Z", "2026-11-25T03:00:00Z", row("ten_a", 2, 1));

        assertThat(reconcile(rotated)).isZero();
        assertThat(lines().getLast()).isEqualTo("reconcile: requests=1 hours=1 incomplete=0 differences=0 gaps=0");

        Path before = log(line("2026-11-25T00:59:59.999Z"));
        usage("2026-11-25T01:00:00Z", "2026-11-25T03:00:00Z", row("ten_a", 1, 1), row("ten_a", 2, 1));

        assertThat(reconcile(rotated, before)).isZero();
        assertThat(lines().getLast()).isEqualTo("reconcile: requests=2 hours=2 incomplete=0 differences=0 gaps=0");
    }

    @Test
    void readsLinesBehindThePrefixOfWhateverCollectedThem() throws IOException {
        Path log = log(
                "2026-11-25T01:00:00.000Z api-7d9f " + line("2026-11-25T01:00:00.000Z"),
                "2026-11-25T01:30:00.000Z api-7d9f " + counted("ten_a", "2026-11-25T01:30:00.000Z"));
        usage("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", row("ten_a", 1, 1));

        assertThat(reconcile(log)).isZero();
        assertThat(lines()).containsExactly("reconcile: requests=1 hours=1 incomplete=0 differences=0 gaps=0");
    }

    @Test
    void refusesLogsInWhichNothingCanBeCompared() throws IOException {
        Path empty = log(line("2026-11-25T01:00:00.000Z"));
        Path partial = log(line("2026-11-25T01:10:00.000Z"), counted("ten_a", "2026-11-25T01:30:00.000Z"));

        assertThat(reconcile(empty)).isEqualTo(1);
        assertThat(reconcile(partial)).isEqualTo(1);

        assertThat(lines()).isEmpty();
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "hub: no counted request in " + empty + "; are these logs of a hub with HUB_ACCESS_LOG on?",
                        "hub: the logs hold no full hour to compare: they begin at 2026-11-25T01:10:00Z, and no counted"
                                + " request came at 2026-11-25T02:00:00Z or later");
    }

    @Test
    void sendsNoTokenOfItsOwnToAHubElsewhere() throws IOException {
        List<String> words = List.of("--url", url(), oneRequest().toString());
        String state = directory.toString();

        assertThat(run(words, Map.of("HUB_STATE_DIR", state))).isEqualTo(1);
        assertThat(run(words, Map.of("HUB_STATE_DIR", state, "HUB_OPERATOR_TOKEN", " ")))
                .isEqualTo(1);

        assertThat(asked).isEmpty();
        assertThat(err.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch("hub: --url needs a token of an operator of that hub in HUB_OPERATOR_TOKEN"::equals);
    }

    @Test
    void saysInOneLineWhatIsWrong() throws IOException {
        assertThat(run(List.of("--url", url()))).isEqualTo(1);
        assertThat(run(List.of("--frobnicate", "x"))).isEqualTo(1);
        assertThat(run(List.of("--url", url(), directory.resolve("none").toString())))
                .isEqualTo(1);
        assertThat(run(List.of(oneRequest().toString()))).isEqualTo(1);
        answers.clear();
        assertThat(reconcile(oneRequest())).isEqualTo(1);

        assertThat(err.toString(UTF_8).lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("hub: "))
                .anyMatch(line -> line.contains("usage: ./hub reconcile"))
                .anyMatch(line -> line.contains("the hub is not running"))
                .anyMatch(line -> line.contains("answered 401"));
    }

    private int reconcile(Path... logs) {
        List<String> words = new ArrayList<>(List.of("--url", url()));
        for (Path log : logs) {
            words.add(log.toString());
        }
        return run(words);
    }

    private int run(List<String> words) {
        Map<String, String> environment = Map.of("HUB_OPERATOR_TOKEN", "t0ken", "HUB_STATE_DIR", directory.toString());
        return run(words, environment);
    }

    private int run(List<String> words, Map<String, String> environment) {
        return ReconcileCommand.run(
                words,
                environment,
                Clock.systemUTC(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String url() {
        return "http://" + hub.getAddress().getAddress().getHostAddress() + ":"
                + hub.getAddress().getPort();
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private Path log(String... lines) throws IOException {
        return Files.write(Files.createTempFile(directory, "hub", ".log"), List.of(lines), UTF_8);
    }

    private Path oneRequest() throws IOException {
        usage("2026-11-25T01:00:00Z", "2026-11-25T02:00:00Z", row("ten_a", 1, 1));
        return log(counted("ten_a", "2026-11-25T01:00:00.000Z"));
    }

    /** Any other line of the log. */
    private static String line(String at) {
        return "{\"timestamp\":\"" + at + "\",\"level\":\"INFO\",\"loggerName\":\"other\",\"message\":\"started\"}";
    }

    private static String counted(String tenant, String at) {
        return "{\"timestamp\":\"" + at
                + "\",\"level\":\"INFO\",\"loggerName\":\"hub.access\",\"message\":\"GET /v1/tenant 200\","
                + "\"route\":\"/v1/tenant\",\"status\":200,\"counted\":true,\"received_at\":\"" + at
                + "\",\"request_id\":\"req_1\",\"tenant_id\":\"" + tenant + "\"}";
    }

    private void usage(String from, String to, String... rows) {
        answers.put(query(from, to), page("null", rows));
    }

    private void asOf(String from, String to, String tenant, String asOf) {
        answers.put(query(from, to) + "&tenant=" + tenant, page("null").replace(AS_OF, asOf));
    }

    private static String query(String from, String to) {
        return "/admin/v1/usage?meter=api_requests&window=hour&from=" + from + "&to=" + to;
    }

    private static String page(String next, String... rows) {
        return "{\"as_of\":\"" + AS_OF + "\",\"data\":[" + String.join(",", rows) + "],\"next_cursor\":" + next + "}";
    }

    private static String row(String tenant, int hour, long quantity) {
        return "{\"tenant_id\":\"%s\",\"meter\":\"api_requests\",\"window_start\":\"2026-11-25T%02d:00:00Z\",\"quantity\":%d,\"complete\":true}"
                .formatted(tenant, hour, quantity);
    }
}
