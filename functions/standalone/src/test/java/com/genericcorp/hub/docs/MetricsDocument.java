package com.genericcorp.hub.docs;

import com.genericcorp.hub.telemetry.Label;
import com.genericcorp.hub.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}: written from the list of metrics, and read back. */
public record MetricsDocument(List<Row> rows) {
    static final Path FILE = Path.of("..", "..", "docs", "metrics.md");

    private static final Pattern ROW =
            Pattern.compile("^\\| `(hub_\\w+)` \\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    /** What the document says of one metric. */
    public record Row(String name, String kind, List<String> labels, String meaning) {}

    public MetricsDocument {
        rows = List.copyOf(rows);
    }

    public static MetricsDocument read() throws IOException {
        return new MetricsDocument(ROW.matcher(Files.readString(FILE))
                .results()
                .map(row -> new Row(
                        row.group(1),
                        row.group(2),
                        NAME.matcher(row.group(3))
                                .results()
                                .map(label -> label.group(1))
                                .toList(),
                        row.group(5)))
                .toList());
    }

    public Optional<Row> named(String name) {
        return rows.stream().filter(row -> row.name.equals(name)).findFirst();
    }

    static String text() {
        return """
                # Metrics

                Made from the list in the code, [Metric](../shared/telemetry/src/main/java/com/genericcorp/hub/telemetry/Metric.java).
                A test compares the two, and both with what a running hub shows; `-Dupdate` writes this page anew:

                    ./mvnw -Dquick -Dtarget=standalone -pl functions/standalone -am -Dtest=MetricsDocumentTest -Dupdate -Dsurefire.failIfNoSpecifiedTests=false test

                ## Where they are read
                - **Standalone**: `GET /metrics`, in Prometheus's text form, from the same machine or with an operator's token.
                - **Knative**: `GET /metrics` on port 9000 of each service's pods. Knative routes no request there; network policies say
                  who in the cluster may. `migration` is a job that ends, and has none.
                - **AWS Lambda**: lines of CloudWatch's embedded metric format among the log's, written before an invocation's answer.
                  Namespace `HUB_METRICS_NAMESPACE`, dimension `function` (`hub-api`, `hub-provisioning`, …) and then each label more, in the
                  order of the table of labels: P95 of a function, errors of a function, times of a route. `tenant` and `status` are
                  properties of the line and no dimensions, because each combination of dimensions is billed; a status appears as its
                  `status_class`. Gauges are written once a minute by each instance.

                Histograms have buckets in Prometheus, with a gauge `…_max` beside them, and exact values in CloudWatch. A gauge that is
                counted by a tick shows nothing once it is five minutes old. Prometheus shows families of the JVM and of libraries too:
                %s.

                ## Metrics
                | Name | Kind | Labels | Functions | Meaning |
                |---|---|---|---|---|
                %s

                ## What to be told about
                | Metric | When |
                |---|---|
                %s

                ## Labels
                | Label | Values |
                |---|---|
                %s

                No label takes a value from a request that nobody checked; beyond 6,000 series of one metric the rest is counted together
                under `other`.
                """.formatted(
                        OTHERS.stream().map(prefix -> "`" + prefix + "*`").collect(Collectors.joining(", ")),
                        rows(metric -> "| `%s` | %s | %s | %s | %s |"
                                .formatted(
                                        metric.shown(),
                                        metric.kind().text(),
                                        labels(metric),
                                        metric.functions(),
                                        metric.meaning())),
                        Arrays.stream(Metric.values())
                                .filter(metric -> !metric.alert().isEmpty())
                                .map(metric -> "| `%s` | %s |".formatted(metric.shown(), metric.alert()))
                                .collect(Collectors.joining("\n")),
                        Arrays.stream(Label.values())
                                .map(label -> "| `%s` | %s |".formatted(label.text(), label.meaning()))
                                .collect(Collectors.joining("\n")));
    }

    /** What the names of all other families begin with. */
    public static final List<String> OTHERS = List.of("jvm_", "process_", "system_", "netty_", "redis_");

    private static String rows(java.util.function.Function<Metric, String> row) {
        return Arrays.stream(Metric.values()).map(row).collect(Collectors.joining("\n"));
    }

    private static String labels(Metric metric) {
        return metric.labels().stream().map(label -> "`" + label.text() + "`").collect(Collectors.joining(", "));
    }
}
