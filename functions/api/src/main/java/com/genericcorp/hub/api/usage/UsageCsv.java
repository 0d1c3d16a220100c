package com.genericcorp.hub.api.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes usage as comma-separated values: a line of names, then one for each row, with the same values as in JSON. What
 * JSON leaves out is empty. Where a page follows, its cursor is the header {@code X-Next-Cursor}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
@Provider
@Singleton
@Produces(UsageReport.CSV)
public final class UsageCsv implements MessageBodyWriter<UsageReport> {
    private static final String NEXT_CURSOR = "X-Next-Cursor";
    private static final String TENANT = "tenant_id";
    private static final List<String> NAMES = List.of(
            "meter",
            "window_start",
            "window_end",
            "quantity",
            "complete",
            "estimated",
            "provider",
            "cost_amount",
            "cost_currency");

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return UsageReport.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            UsageReport report,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle("Content-Type", UsageReport.CSV + ";charset=utf-8;header=present");
        if (report instanceof UsageReport.OfFleet page && page.nextCursor() != null) {
            headers.putSingle(NEXT_CURSOR, page.nextCursor());
        }
        out.write(text(report).getBytes(UTF_8));
    }

    static String text(UsageReport report) {
        boolean ofFleet = report instanceof UsageReport.OfFleet;
        StringBuilder text = new StringBuilder();
        add(text, ofFleet, TENANT, NAMES);
        report.data().forEach(row -> add(text, ofFleet, String.valueOf(row.tenantId()), values(row)));
        return text.toString();
    }

    private static void add(StringBuilder text, boolean ofFleet, String tenant, List<String> values) {
        List<String> line = new ArrayList<>(values);
        if (ofFleet) {
            line.addFirst(tenant);
        }
        text.append(line.stream().map(UsageCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static List<String> values(UsageRow row) {
        UsageRow.Cost cost = row.cost();
        return List.of(
                row.meter(),
                row.windowStart().toString(),
                row.windowEnd().toString(),
                Long.toString(row.quantity()),
                Boolean.toString(row.complete()),
                orEmpty(row.estimated()),
                orEmpty(row.provider()),
                cost == null ? "" : cost.amount(),
                cost == null ? "" : cost.currency());
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
