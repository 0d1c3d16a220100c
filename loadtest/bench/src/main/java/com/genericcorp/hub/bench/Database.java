package com.genericcorp.hub.bench;

import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.schema.ControlPlane;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.tenancy.IsolationGuard;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The bench's PostgreSQL, and who connects to it. */
record Database(PostgresServer server) {
    static final String LOGIN = "hub_api";
    static final String LOGIN_PASSWORD = "login-of-the-benches";

    /** The control plane as a deployment makes it. */
    Database withControlPlane() {
        Flyway flyway = Flyway.configure()
                .dataSource(plain(server.ownerUser(), server.ownerPassword()))
                .locations("classpath:db/control-plane")
                .defaultSchema("public")
                .load();
        new ControlPlane(
                        new OwnerDatabase(plain(server.ownerUser(), server.ownerPassword())),
                        flyway,
                        Optional.of(LOGIN_PASSWORD))
                .migrate();
        return this;
    }

    /** The owner's pool with the settings of shared/schema, as the functions have it. */
    AgroalDataSource ownerPool(int size) {
        return ownerPool(size, server.port());
    }

    /** @param port where PostgreSQL is reached */
    AgroalDataSource ownerPool(int size, int port) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pools -> pools.maxSize(size)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/hub")
                                    .principal(new NamePrincipal(server.ownerUser()))
                                    .credential(new SimplePassword(server.ownerPassword()))
                                    .jdbcProperty("tcpKeepAlive", "true")
                                    .jdbcProperty(
                                            "options", "-c lock_timeout=10s -c idle_in_transaction_session_timeout=30s")
                                    .jdbcProperty("logServerErrorDetail", "false"))));
        } catch (SQLException e) {
            throw new BenchException("no pool", e);
        }
    }

    /** The application's pool with the settings of shared/tenancy. */
    AgroalDataSource loginPool(int size) {
        try {
            AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pools -> pools.maxSize(size)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(server.jdbcUrl())
                                    .principal(new NamePrincipal(LOGIN))
                                    .credential(new SimplePassword(LOGIN_PASSWORD))
                                    .jdbcProperty("prepareThreshold", "0")
                                    .jdbcProperty("assumeMinServerVersion", "16"))));
            pool.setPoolInterceptors(List.of(new IsolationGuard()));
            return pool;
        } catch (SQLException e) {
            throw new BenchException("no pool", e);
        }
    }

    /** A connection of a floor's: the driver alone. */
    Connection connect() throws SQLException {
        return plain(server.ownerUser(), server.ownerPassword()).getConnection();
    }

    PGSimpleDataSource plain(String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.jdbcUrl());
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
