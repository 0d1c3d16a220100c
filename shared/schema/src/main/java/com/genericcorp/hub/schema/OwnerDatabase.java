package com.genericcorp.hub.schema;

import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.PoolFigures;
import com.genericcorp.hub.tenancy.Transactions;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** The owner's connection, for provisioning and migration. Row-level security does not bind it. */
@Singleton
public final class OwnerDatabase {
    private static final String URL_START = "jdbc:postgresql:";

    private final javax.sql.DataSource dataSource;

    /**
     * @param config asked for so that a missing or a wrong setting stops the start, not the first operation
     * @throws ConfigValidationException naming {@code hub.database.owner.url} when it is no URL of PostgreSQL's driver
     */
    @Inject
    OwnerDatabase(@DataSource("owner") AgroalDataSource dataSource, OwnerConfig config, HubMetrics metrics) {
        this(dataSource);
        if (!config.url().startsWith(URL_START)) {
            throw new ConfigValidationException(
                    new Problem[] {new Problem("hub.database.owner.url must start with " + URL_START)});
        }
        PoolFigures.watch("owner", dataSource::getMetrics, metrics);
    }

    public OwnerDatabase(javax.sql.DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Runs {@code work} in one transaction; any exception rolls it back. */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return Transactions.run(connection, () -> work.run(connection));
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** What one transaction does. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
