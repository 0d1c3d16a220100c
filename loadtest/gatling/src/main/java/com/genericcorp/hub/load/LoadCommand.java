package com.genericcorp.hub.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code ./hub load <profile>}: loads a hub, and says whether it bore it. */
final class LoadCommand {
    private final Clock clock;
    private final PrintStream out;
    private final boolean report;

    LoadCommand(Clock clock, PrintStream out, boolean report) {
        this.clock = clock;
        this.out = out;
        this.report = report;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] words) {
        try {
            Arguments arguments = Arguments.parse(List.of(words));
            int code = new LoadCommand(Clock.systemUTC(), System.out, true).run(arguments, System.getenv());
            System.out.flush();
            System.exit(code);
        } catch (LoadException e) {
            System.err.println("hub: " + e.getMessage());
            System.exit(1);
        }
    }

    /** @return the exit code */
    int run(Arguments arguments, Map<String, String> environment) {
        Profile profile = arguments.profile().scaled(arguments.scale());
        Result result;
        try (Target target = target(arguments, environment)) {
            new Report(out).plan(profile, arguments.scale(), target);
            result = run(profile, target, arguments.results());
            if (target instanceof PrivateHub hub && !result.failures().isEmpty()) {
                keepLog(hub, arguments.results());
            }
        }
        result.failures().forEach(failure -> out.println("FAILED: " + failure));
        out.println(result.line());
        return result.failures().isEmpty() ? 0 : 1;
    }

    private static Target target(Arguments arguments, Map<String, String> environment) {
        return arguments
                .url()
                .<Target>map(url -> new GivenHub(
                        url,
                        Optional.ofNullable(environment.get("HUB_OPERATOR_TOKEN"))
                                .filter(token -> !token.isBlank())
                                .orElseThrow(() -> new LoadException(
                                        "--url needs a token of an operator of that hub in HUB_OPERATOR_TOKEN"))))
                .orElseGet(() -> PrivateHub.start(arguments.standalone()));
    }

    private Result run(Profile profile, Target target, Path results) {
        Instant begin = clock.instant();
        String operatorToken = target.operatorToken();
        try (HubApi hub = new HubApi(target.url(), () -> operatorToken)) {
            String id = Long.toString(begin.toEpochMilli(), Character.MAX_RADIX);
            LoadRun run = LoadRun.of(
                    id,
                    profile,
                    target.url(),
                    operatorToken,
                    new Preparation(hub, id, clock).tenants(profile.tenants()),
                    new RunBook(),
                    clock);
            Optional<Path> written;
            Watch watch = new Watch(hub, run.book(), out);
            try (watch) {
                watch.begin();
                written = new Gatling(results, report).play(run);
            }
            Report text = new Report(out);
            text.journeys(run.book(), profile.duration());
            text.watched(watch);
            UsageCheck usage = compare(hub, run, begin);
            text.findings(run.book(), usage);
            if (target.outlivesTheRun()) {
                new Cleaning(hub).remove(everyTenant(run), out);
            }
            written.ifPresent(path -> out.println("Gatling's report: " + path.toAbsolutePath()));
            return result(run, usage);
        }
    }

    private UsageCheck compare(HubApi hub, LoadRun run, Instant begin) {
        UsageCheck usage = new UsageCheck(hub);
        everyTenant(run).forEach(tenant -> usage.compare(tenant, begin, clock.instant()));
        return usage;
    }

    private static List<Tenant> everyTenant(LoadRun run) {
        return Stream.concat(run.tenants().stream(), run.provisioned().stream()).toList();
    }

    private static Result result(LoadRun run, UsageCheck usage) {
        RunBook book = run.book();
        return new Result(
                run.profile().name(),
                run.profile().plannedRequests(),
                book.planned(),
                book.requests(),
                book.errors(),
                book.p95(),
                book.foreignReads(),
                usage.difference());
    }

    private void keepLog(PrivateHub hub, Path results) {
        try {
            hub.keepLog(results);
            out.println("the hub's log: " + results.resolve("hub.log").toAbsolutePath());
        } catch (IOException e) {
            out.println(String.format(Locale.ROOT, "the hub's log could not be kept: %s", e.getMessage()));
        }
    }
}
