package com.genericcorp.hub.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The server's side of connections: ended from another session, as an administrator or a failover does. */
public final class Backends {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(10);

    private final DataSource owner;

    public Backends(DataSource owner) {
        this.owner = owner;
    }

    /** Returns when the server has forgotten the session; its transaction is rolled back by then. */
    public void end(Connection connection) throws SQLException {
        end(connection.unwrap(PGConnection.class).getBackendPID());
    }

    /** As {@link #end(Connection)}, by the session's process id. */
    public void end(int pid) throws SQLException {
        query("select pg_catalog.pg_terminate_backend(?)", pid);
        Await.until("session " + pid + " ended", GONE_WITHIN, () -> !alive(pid));
    }

    private boolean alive(int pid) {
        try {
            return query("select exists (select from pg_catalog.pg_stat_activity where pid = ?)", pid);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean query(String sql, int pid) throws SQLException {
        try (Connection own = owner.getConnection();
                PreparedStatement statement = own.prepareStatement(sql)) {
            statement.setInt(1, pid);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
