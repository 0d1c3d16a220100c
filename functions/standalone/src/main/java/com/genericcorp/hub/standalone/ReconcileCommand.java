package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.standalone.AccessLog.Hour;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./hub reconcile [--url <url>] <access log>…}: compares the requests in access logs with {@code api_requests} of the
 * hub, hour by hour, and shows what the hub's own comparison of usage with its rows has found. Every difference is named;
 * the exit code is 1 when there is one. Starts no application.
 *
 * <p>A hub elsewhere is asked with the operator's token in {@code HUB_TOKEN}. The logs must be those of all instances, and
 * of whole hours; hours that are not complete yet are shown and not compared.
 */
final class ReconcileCommand {
    private static final String SUBJECT = "hub-reconcile";
    private static final String TOKEN = "HUB_TOKEN";
    private static final String USAGE = "usage: ./hub reconcile [--url <url>] <access log>...";

    private final HubClient hub;
    private final PrintStream out;
    private int differences;

    private ReconcileCommand(HubClient hub, PrintStream out) {
        this.hub = hub;
        this.out = out;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] words) {
        System.exit(run(List.of(words), System.getenv(), Clock.systemUTC(), System.out, System.err));
    }

    /** @return the exit code */
    static int run(List<String> words, Map<String, String> environment, Clock clock, PrintStream out, PrintStream err) {
        try {
            List<String> files = new ArrayList<>(words);
            @Nullable String url = null;
            if (files.size() >= 2 && files.getFirst().equals("--url")) {
                url = files.get(1);
                files.subList(0, 2).clear();
            }
            if (files.isEmpty() || files.stream().anyMatch(word -> word.startsWith("-"))) {
                throw new StartException(USAGE);
            }
            AccessLog log = AccessLog.read(files.stream().map(Path::of).toList());
            try (HubClient hub = client(url, StateDirectory.of(environment), environment, clock)) {
                return new ReconcileCommand(hub, out).compare(log) ? 0 : 1;
            }
        } catch (StartException e) {
            err.println("hub: " + e.getMessage());
        } catch (IOException e) {
            err.println("hub: cannot read " + e.getMessage());
        }
        return 1;
    }

    private static HubClient client(
            @Nullable String url, StateDirectory state, Map<String, String> environment, Clock clock)
            throws IOException {
        String address = url != null
                ? url
                : StateDirectory.read(state.url())
                        .orElseThrow(() -> new StartException("the hub is not running; ./hub run starts it"));
        String token = environment.get(TOKEN);
        if (token != null) {
            return new HubClient(URI.create(address), () -> token);
        }
        LocalIssuer issuer = LocalIssuer.open(state, clock);
        return new HubClient(URI.create(address), () -> issuer.operatorToken(SUBJECT));
    }

    /** Whether nothing differs. */
    private boolean compare(AccessLog log) {
        int waiting = log.counts().isEmpty() ? 0 : compareRequests(log);
        JsonNode report = hub.get("/admin/v1/usage/reconciliation");
        report.path("data").forEach(this::showDifference);
        report.path("gaps").forEach(this::showGap);
        out.println("reconcile: requests=" + log.requests() + " hours="
                + log.counts().size() + " incomplete=" + waiting + " differences=" + differences + " gaps="
                + report.path("gaps").size());
        return differences == 0;
    }

    /** @return how many hours could not be compared yet */
    private int compareRequests(AccessLog log) {
        Counted counted = counted(log.from(), log.to());
        SortedMap<Hour, Long> hours = new TreeMap<>(log.counts());
        counted.usage().keySet().forEach(hour -> hours.putIfAbsent(hour, 0L));
        int waiting = 0;
        for (Map.Entry<Hour, Long> entry : hours.entrySet()) {
            Hour hour = entry.getKey();
            Usage usage = counted.usage().getOrDefault(hour, counted.none(hour));
            String line = hour.tenant() + " " + hour.start() + " api_requests: access log " + entry.getValue()
                    + ", usage " + usage.quantity();
            if (!usage.complete()) {
                waiting++;
                out.println("not complete yet: " + line);
            } else if (usage.quantity() != entry.getValue()) {
                differences++;
                out.println("difference: " + line + signed(usage.quantity() - entry.getValue())
                        + (usage.estimated() ? ", estimated" : ""));
            }
        }
        return waiting;
    }

    private record Usage(long quantity, boolean complete, boolean estimated) {}

    /** @param asOf hours that end by then are complete */
    private record Counted(SortedMap<Hour, Usage> usage, Instant asOf) {
        Usage none(Hour hour) {
            return new Usage(0, !hour.end().isAfter(asOf), false);
        }
    }

    private Counted counted(Instant from, Instant to) {
        SortedMap<Hour, Usage> usage = new TreeMap<>();
        String query = "/admin/v1/usage?meter=api_requests&window=hour&from=" + from + "&to=" + to;
        Instant asOf = Instant.EPOCH;
        String cursor = "";
        do {
            JsonNode page = hub.get(query + cursor);
            page.path("data")
                    .forEach(row -> usage.put(
                            new Hour(
                                    row.path("tenant_id").asText(),
                                    Instant.parse(row.path("window_start").asText())),
                            new Usage(
                                    row.path("quantity").asLong(),
                                    row.path("complete").asBoolean(),
                                    row.path("estimated").asBoolean())));
            asOf = page.path("as_of").isTextual()
                    ? Instant.parse(page.path("as_of").asText())
                    : asOf;
            JsonNode next = page.path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return new Counted(usage, asOf);
    }

    private void showDifference(JsonNode found) {
        differences++;
        out.println("difference: " + found.path("tenant_id").asText() + " "
                + found.path("window_start").asText() + " "
                + (found.path("meter").asText() + " " + found.path("provider").asText()).strip() + ": rows "
                + found.path("rows").asLong() + ", usage "
                + found.path("quantity").asLong()
                + signed(found.path("difference").asLong()));
    }

    private void showGap(JsonNode gap) {
        out.println("gap: " + gap.path("tenant_id").asText() + " "
                + gap.path("from").asText() + " to "
                + gap.path("to").asText() + " " + gap.path("meter").asText() + ": "
                + gap.path("cause").asText());
    }

    private static String signed(long difference) {
        return " (" + (difference > 0 ? "+" : "") + difference + ")";
    }
}
