package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.usage.Meter;
import com.genericcorp.hub.usage.Width;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Comma-separated values and JSON say the same. */
class UsageCsvTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Property(tries = 200)
    void saysWhatJsonSays(@ForAll("rows") List<UsageRow> rows) {
        UsageReport report = new UsageReport.OfFleet(null, rows, null);

        List<List<String>> lines = parse(UsageCsv.text(report));

        JsonNode data = JSON.<JsonNode>valueToTree(report).path("data");
        assertThat(lines).hasSize(data.size() + 1);
        for (int i = 0; i < data.size(); i++) {
            assertThat(named(lines.getFirst(), lines.get(i + 1))).isEqualTo(named(data.get(i)));
        }
    }

    private static Map<String, String> named(List<String> names, List<String> values) {
        assertThat(values).hasSameSizeAs(names);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isEmpty()) {
                named.put(names.get(i), values.get(i));
            }
        }
        return named;
    }

    private static Map<String, String> named(JsonNode row) {
        Map<String, String> named = new LinkedHashMap<>();
        row.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue()
                        .properties()
                        .forEach(inner -> named.put(
                                field.getKey() + "_" + inner.getKey(),
                                inner.getValue().asText()));
            } else {
                named.put(field.getKey(), field.getValue().asText());
            }
        });
        return named;
    }

    /** As RFC 4180 says it: quotes are doubled, lines end with CR LF. */
    private static List<List<String>> parse(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    value.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else if (c != '\r') {
                value.append(c);
            }
        }
        assertThat(line).as("after the last line").isEmpty();
        return lines;
    }

    @Provide
    Arbitrary<List<UsageRow>> rows() {
        Arbitrary<Instant> starts = Arbitraries.longs()
                .between(0, 4_000_000_000L)
                .map(Instant::ofEpochSecond)
                .map(Width.HOUR::start);
        Arbitrary<Optional<String>> providers = Arbitraries.strings()
                .withChars("ab,\"\r\n ;é")
                .ofMinLength(1)
                .ofMaxLength(5)
                .optional();
        Arbitrary<Optional<UsageRow.Cost>> costs = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999999"))
                .ofScale(12)
                .map(amount -> new UsageRow.Cost(amount.stripTrailingZeros().toPlainString(), "EUR"))
                .optional();
        return Combinators.combine(
                        Arbitraries.of(Meter.values()),
                        starts,
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.of(true, false),
                        Arbitraries.just(Boolean.TRUE).optional(),
                        providers,
                        costs)
                .as((meter, start, quantity, complete, estimated, provider, cost) -> new UsageRow(
                        new TenantId(new UUID(quantity, quantity)),
                        meter.text(),
                        start,
                        Width.HOUR.end(start),
                        quantity,
                        complete,
                        estimated.orElse(null),
                        provider.orElse(null),
                        cost.orElse(null)))
                .list()
                .ofMaxSize(5);
    }
}
