package com.genericcorp.hub.provisioning.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.provisioning.export.CopiedRows.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an export, compressed.
 *
 * <pre>
 * {"table":"events","row":{"id":"…","type":"code.push",…,"data":{…}}}
 * …
 * {"tenant_id":"ten_…","operation_id":"op_…","rows":{"connections":1,"events":2,…}}
 * </pre>
 *
 * The last line counts the rows of every table, also of those without any: a file that ends otherwise is not whole. A
 * document stands in its line byte for byte. If it has line breaks, which in JSON are white space, they are spaces in the
 * line, and the bytes follow as {@code <column>_base64}.
 */
final class ExportLines {
    private static final int BUFFER = 1 << 16;
    private static final byte[] NULL = "null".getBytes(UTF_8);

    private final GZIPOutputStream out;
    private final ObjectNode rows = JsonNodeFactory.instance.objectNode();

    /** @param out is left open: what writes to it says when it is complete */
    ExportLines(OutputStream out) throws IOException {
        this.out = new GZIPOutputStream(out, BUFFER);
    }

    /** Every row of {@code table}. */
    void write(Connection connection, ExportedTable table) throws IOException, SQLException {
        byte[] start = ("{\"table\":" + TextNode.valueOf(table.name()) + ",\"row\":").getBytes(UTF_8);
        long count = 0;
        try (CopiedRows copied = CopiedRows.of(connection, table.copy())) {
            for (Optional<Row> row = copied.next(); row.isPresent(); row = copied.next()) {
                out.write(start);
                writeRow(row.get(), table.document());
                out.write('}');
                out.write('\n');
                count++;
            }
        }
        rows.put(table.name(), count);
    }

    /** The last line, and the end of the compressed data. */
    void end(TenantId tenant, Id operation) throws IOException {
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        end.put("tenant_id", tenant.toString()).put("operation_id", operation.toString());
        end.set("rows", rows);
        out.write(end.toString().getBytes(UTF_8));
        out.write('\n');
        out.finish();
    }

    private void writeRow(Row row, Optional<String> column) throws IOException {
        if (column.isEmpty()) {
            out.write(row.json());
        } else {
            // One more member before the object's closing brace.
            out.write(row.json(), 0, row.json().length - 1);
            writeDocument(column.get(), row.document());
            out.write('}');
        }
    }

    private void writeDocument(String column, byte @Nullable [] document) throws IOException {
        writeName(column);
        if (document == null) {
            out.write(NULL);
        } else if (hasLineBreaks(document)) {
            byte[] exact = Base64.getEncoder().encode(document);
            out.write(withoutLineBreaks(document));
            writeName(column + "_base64");
            out.write('"');
            out.write(exact);
            out.write('"');
        } else {
            out.write(document);
        }
    }

    private void writeName(String column) throws IOException {
        out.write((',' + TextNode.valueOf(column).toString() + ':').getBytes(UTF_8));
    }

    private static boolean hasLineBreaks(byte[] document) {
        for (byte each : document) {
            if (each == '\n' || each == '\r') {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutLineBreaks(byte[] document) {
        for (int i = 0; i < document.length; i++) {
            if (document[i] == '\n' || document[i] == '\r') {
                document[i] = ' ';
            }
        }
        return document;
    }
}
