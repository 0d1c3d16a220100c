package com.genericcorp.hub.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** {@code ./hub bench <name>|all [--quick]}: exit 0 when every bench ran, 1 when one could not, 2 for wrong arguments. */
final class BenchCommand {
    private static final List<Bench> BENCHES = List.of(
            new RequestBench(), new ProvisioningBench(), new FleetBench(), new MeteringBench(), new StartBench());

    private BenchCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        BenchArguments parsed;
        try {
            parsed = BenchArguments.parse(
                    arguments, BENCHES.stream().map(Bench::name).toList());
        } catch (IllegalArgumentException e) {
            System.err.println("hub bench: " + e.getMessage());
            return 2;
        }
        int code = 0;
        for (Bench bench : BENCHES) {
            if (parsed.names().contains(bench.name()) && !run(bench, parsed)) {
                code = 1;
            }
        }
        return code;
    }

    private static boolean run(Bench bench, BenchArguments arguments) {
        Path state = Path.of(".hub", "bench").toAbsolutePath();
        Clock clock = Clock.systemUTC();
        Instant start = clock.instant();
        Consumer<String> progress = text -> System.err.println("  " + text);
        System.out.println("bench " + bench.name() + (arguments.quick() ? " --quick" : ""));
        try (Workplace place = new Workplace(Path.of("").toAbsolutePath(), state, arguments.quick(), progress)) {
            Thread onInterrupt = new Thread(() -> endChildren(place));
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            List<Line> lines = bench.run(place);
            Report report = new Report(bench.name(), arguments.quick(), start, Machine.here(), lines);
            Path file = state.resolve(bench.name() + ".json");
            report.write(file);
            Duration took = Duration.between(start, clock.instant());
            System.out.print(report.table());
            System.out.println(
                    report.machine() + "; " + took.toMinutes() + " min " + took.toSecondsPart() + " s; " + file);
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            return true;
        } catch (Exception e) {
            System.err.println("hub bench: " + bench.name() + " has no figures: " + e);
            e.printStackTrace();
            return false;
        }
    }

    private static void endChildren(Workplace place) {
        place.children().endLeftovers();
    }
}
