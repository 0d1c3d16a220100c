package com.genericcorp.hub.testing;

import com.genericcorp.hub.embedded.PostgresServer;
import com.genericcorp.hub.tenancy.IsolationGuard;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Pools of the application's login and of the owner, set up as in production, for tests without a container. */
public final class TestPools {
    /** Longer than production's: that the machine is busy is no failure of what these tests look at. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestPools() {}

    public static AgroalDataSource application(String jdbcUrl, int size) {
        AgroalDataSource pool = pool(jdbcUrl, "hub_api", TestServers.LOGIN_PASSWORD, size);
        pool.setPoolInterceptors(List.of(new IsolationGuard()));
        return pool;
    }

    public static AgroalDataSource owner(TestServers servers, int size) {
        PostgresServer postgres = servers.postgres();
        return pool(postgres.jdbcUrl(), postgres.ownerUser(), postgres.ownerPassword(), size);
    }

    private static AgroalDataSource pool(String jdbcUrl, String user, String password, int size) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pools -> pools.maxSize(size)
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .acquisitionTimeout(PATIENCE)
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(jdbcUrl)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password))
                                    .jdbcProperty("prepareThreshold", "0")
                                    .jdbcProperty("assumeMinServerVersion", "16"))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
