package com.genericcorp.hub.provisioning.export;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Everything that the hub holds of one tenant, secrets excepted, as one file of gzipped JSON lines. */
@Singleton
public final class TenantExport {
    private final ExportStore store;

    TenantExport(ExportStore store) {
        this.store = store;
    }

    /**
     * Writes {@code exports/<tenant>/<operation>.jsonl.gz} within the caller's transaction, after every write to the
     * tenant's tables that is under way. The same operation always writes the same file.
     *
     * @param connection the owner's; it is busy with copying until the file is complete
     * @return the file's URI
     */
    public String write(Connection connection, TenantId tenant, Id operation) throws SQLException {
        Statements statements = Statements.on(connection);
        statements.update("set local time zone 'UTC'");
        // A machine that vanishes while it copies: PostgreSQL sends, and no idle transaction's time-out helps.
        statements.update("set local tcp_user_timeout = '30s'");
        List<ExportedTable> tables = ExportedTable.of(connection, tenant);
        waitForWriters(connection, tables);
        String name = "exports/" + tenant + "/" + operation + ".jsonl.gz";
        try {
            return store.store(name, out -> {
                ExportLines lines = new ExportLines(out);
                for (ExportedTable table : tables) {
                    lines.write(connection, table);
                }
                lines.end(tenant, operation);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitForWriters(Connection connection, List<ExportedTable> tables) throws SQLException {
        for (ExportedTable table : tables) {
            if (table.lock() != null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(table.lock());
                }
            }
        }
    }
}
