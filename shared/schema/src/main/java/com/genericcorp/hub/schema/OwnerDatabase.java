package com.genericcorp.hub.schema;

import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.Transactions;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** The owner's connection, for provisioning and migration. Row-level security does not bind it. */
@Singleton
public final class OwnerDatabase {
    private final javax.sql.DataSource dataSource;

    /** @param config asked for so that a missing setting stops the start, not the first operation */
    @Inject
    @SuppressWarnings("unused")
    OwnerDatabase(@DataSource("owner") javax.sql.DataSource dataSource, OwnerConfig config) {
        this(dataSource);
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
