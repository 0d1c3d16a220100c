package com.genericcorp.hub.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.standalone.AccessLog.Hour;
import com.genericcorp.hub.standalone.Borders.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./hub reconcile [--url <url>] <access log>…}: compares the requests in access logs with {@code api_requests} of the
 * hub, hour by hour, and shows what the hub's own comparison of usage with its rows has found. Every difference is named;
 * the exit code is 1 when there is one. Starts no application.
 *
 * <p>A hub elsewhere is asked with the operator's token in {@code HUB_OPERATOR_TOKEN}. The logs must be those of all
 * instances; they are compared from the first full hour that they hold. Hours that are not complete yet are shown and not
 * compared. Requests at an hour's border are no difference when the {@link Borders neighbouring hour} has them.
 */
final class ReconcileCommand {
    private static final String SUBJECT = "hub-reconcile";
    private static final String TOKEN = "HUB_OPERATOR_TOKEN";
    private static final String USAGE = "usage: ./hub reconcile [--url <url>] <access log>...";

    private final HubClient hub;
    private final PrintStream out;
    private int differences;
    private int incomplete;

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
        if (url != null) {
            String token = environment.getOrDefault(TOKEN, "");
            if (token.isBlank()) {
                throw new StartException("--url needs a token of an operator of that hub in " + TOKEN);
            }
            return new HubClient(URI.create(url), () -> token);
        }
        String local = StateDirectory.read(state.url())
                .orElseThrow(() -> new StartException("the hub is not running; ./hub run starts it"));
        LocalIssuer issuer = LocalIssuer.open(state, clock);
        return new HubClient(URI.create(local), () -> issuer.operatorToken(SUBJECT));
    }

    /** Whether nothing differs. */
    private boolean compare(AccessLog log) {
        showUncompared(log);
        compareRequests(log);
        JsonNode report = hub.get("/admin/v1/usage/reconciliation");
        report.path("data").forEach(this::showDifference);
        report.path("gaps").forEach(this::showGap);
        List<Hour> compared =
                log.hours().keySet().stream().filter(log::compares).toList();
        out.println("reconcile: requests="
                + compared.stream().mapToLong(hour -> log.lines(hour).count()).sum() + " hours=" + compared.size()
                + " incomplete=" + incomplete + " differences=" + differences + " gaps="
                + report.path("gaps").size());
        return differences == 0;
    }

    private void showUncompared(AccessLog log) {
        long earlier = log.hours().entrySet().stream()
                .filter(entry -> !log.compares(entry.getKey()))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
        if (earlier > 0) {
            out.println("not compared: " + earlier + " requests before " + log.from()
                    + ", the first full hour of logs that begin at " + log.begin());
        }
    }

    private void compareRequests(AccessLog log) {
        String query = "/admin/v1/usage?meter=api_requests&window=hour&from=" + log.from() + "&to=" + log.to();
        SortedMap<Hour, Usage> usage = usage(query);
        SortedMap<Hour, Long> compared = new TreeMap<>();
        Map<String, Instant> asOf = new HashMap<>();
        for (Hour hour : hours(log, usage)) {
            Usage used = usage.computeIfAbsent(
                    hour,
                    missing -> Usage.none(!missing.end()
                            .isAfter(asOf.computeIfAbsent(missing.tenant(), tenant -> asOf(query, tenant)))));
            long logged = log.lines(hour).count();
            if (used.complete()) {
                compared.put(hour, used.quantity() - logged);
            } else if (logged > 0 || used.quantity() > 0) {
                incomplete++;
                out.println("not complete yet: " + line(hour, logged, used));
            }
        }
        Borders.judge(log, compared).forEach((hour, verdict) -> {
            long difference = compared.getOrDefault(hour, 0L);
            Usage used = usage.getOrDefault(hour, Usage.none(true));
            if (difference != 0) {
                String line = line(hour, log.lines(hour).count(), used);
                show(verdict, line + signed(difference) + (used.estimated() ? ", estimated" : ""));
            }
        });
    }

    /** The hours of either side, and those that may have what differs at a border. */
    private static SortedSet<Hour> hours(AccessLog log, SortedMap<Hour, Usage> usage) {
        SortedSet<Hour> hours = new TreeSet<>(usage.keySet());
        log.hours().forEach((hour, lines) -> {
            hours.add(hour);
            boolean differs = usage.getOrDefault(hour, Usage.none(true)).quantity() != lines.count();
            if (differs && lines.early() > 0) {
                hours.add(hour.previous());
            }
            if (differs && lines.late() > 0) {
                hours.add(hour.next());
            }
        });
        hours.removeIf(hour -> !log.compares(hour));
        return hours;
    }

    private void show(Verdict verdict, String line) {
        switch (verdict) {
            case NONE -> {}
            case OPEN -> {
                incomplete++;
                out.println("at the border of what is compared: " + line);
            }
            case DIFFERENCE -> {
                differences++;
                out.println("difference: " + line);
            }
        }
    }

    private static String line(Hour hour, long logged, Usage usage) {
        return hour.tenant() + " " + hour.start() + " api_requests: access log " + logged + ", usage "
                + usage.quantity();
    }

    private record Usage(long quantity, boolean complete, boolean estimated) {
        static Usage none(boolean complete) {
            return new Usage(0, complete, false);
        }
    }

    private SortedMap<Hour, Usage> usage(String query) {
        SortedMap<Hour, Usage> usage = new TreeMap<>();
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
            JsonNode next = page.path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return usage;
    }

    /** Up to when the tenant's hours are complete; the fleet's would wait for a tenant whose roll-up is stuck. */
    private Instant asOf(String query, String tenant) {
        JsonNode asOf = hub.get(query + "&tenant=" + tenant).path("as_of");
        return asOf.isTextual() ? Instant.parse(asOf.asText()) : Instant.EPOCH;
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
