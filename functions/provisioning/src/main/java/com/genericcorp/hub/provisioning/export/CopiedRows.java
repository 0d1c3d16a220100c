package com.genericcorp.hub.provisioning.export;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * The rows of a {@code copy … to stdout (format binary)}, one in memory at a time: PostgreSQL sends no faster than they
 * are read.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-copy.html">PostgreSQL: COPY, Binary Format</a>
 */
final class CopiedRows implements AutoCloseable {
    private static final int SIGNATURE_AND_FLAGS = 15;
    private static final int END = -1;
    private static final int NULL = -1;

    private final DataInputStream in;

    private CopiedRows(DataInputStream in) {
        this.in = in;
    }

    static CopiedRows of(Connection connection, String copy) throws SQLException, IOException {
        InputStream bytes = new PGCopyInputStream(connection.unwrap(PGConnection.class), copy);
        DataInputStream in = new DataInputStream(bytes);
        in.skipNBytes(SIGNATURE_AND_FLAGS);
        in.skipNBytes(in.readInt());
        return new CopiedRows(in);
    }

    /**
     * A row as {@link ExportedTable} copies it.
     *
     * @param json the object with all columns but the document
     * @param document null where the table has none, or the row
     */
    record Row(byte[] json, byte @Nullable [] document) {}

    /** The next row; empty after the last one. */
    Optional<Row> next() throws IOException {
        int columns = in.readShort();
        if (columns == END) {
            return Optional.empty();
        }
        byte[] json = Objects.requireNonNull(column());
        return Optional.of(new Row(json, columns > 1 ? column() : null));
    }

    private byte @Nullable [] column() throws IOException {
        int length = in.readInt();
        if (length == NULL) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Before the last row was read, ends the copy. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
