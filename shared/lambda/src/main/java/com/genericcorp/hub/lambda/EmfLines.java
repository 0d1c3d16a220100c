package com.genericcorp.hub.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.genericcorp.hub.telemetry.Label;
import com.genericcorp.hub.telemetry.Metric;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Writes figures in CloudWatch's embedded metric format, an object a line. Lambda hands standard output on to CloudWatch
 * Logs, which takes the metrics out of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Specification</a>
 */
public final class EmfLines {
    /** The specification's bound of a metric's values in one line. */
    static final int MOST_VALUES = 100;

    private static final String FUNCTION = "function";
    private static final JsonFactory JSON = new JsonFactory();

    private final String namespace;
    private final String function;
    private final PrintStream output;

    /** @param function the value of the dimension that every figure has */
    public EmfLines(String namespace, String function, PrintStream output) {
        this.namespace = namespace;
        this.function = function;
        this.output = output;
    }

    /** What was recorded of one metric under the same tags: at most {@link #MOST_VALUES} values. */
    record Figure(Metric metric, List<Double> values) {
        Figure {
            values = List.copyOf(values);
        }
    }

    /** @param at milliseconds since 1970 */
    void write(long at, Tags tags, List<Figure> figures) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            writeDirective(json, at, tags, figures);
            json.writeStringField(FUNCTION, function);
            writeTexts(json, tags.dimensions());
            writeTexts(json, tags.properties());
            for (Figure figure : figures) {
                json.writeFieldName(figure.metric.shown());
                writeValues(json, figure.values);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // At one go: other threads write lines too.
        output.println(line);
    }

    private void writeDirective(JsonGenerator json, long at, Tags tags, List<Figure> figures) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", at);
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", namespace);
        json.writeArrayFieldStart("Dimensions");
        for (List<String> set : tags.dimensionSets(FUNCTION)) {
            json.writeArray(set.toArray(String[]::new), 0, set.size());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Figure figure : figures) {
            json.writeStartObject();
            json.writeStringField("Name", figure.metric.shown());
            json.writeStringField("Unit", unit(figure.metric.kind()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, Map<Label, String> texts) throws IOException {
        for (Map.Entry<Label, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey().text(), text.getValue());
        }
    }

    private static void writeValues(JsonGenerator json, List<Double> values) throws IOException {
        if (values.size() == 1) {
            json.writeNumber(values.getFirst());
        } else {
            json.writeArray(values.stream().mapToDouble(Double::doubleValue).toArray(), 0, values.size());
        }
    }

    private static String unit(Metric.Kind kind) {
        return kind.unit().isEmpty() ? "Count" : "Seconds";
    }
}
