package com.genericcorp.hub.testing;

import com.genericcorp.hub.tenancy.IsolationGuard;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Pools of the application's login, set up as in production, for tests without a container. */
public final class TestPools {
    private TestPools() {}

    public static AgroalDataSource application(String jdbcUrl, int size) {
        try {
            AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pools -> pools.maxSize(size)
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .acquisitionTimeout(Duration.ofMillis(1500))
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(jdbcUrl)
                                    .principal(new NamePrincipal("hub_api"))
                                    .credential(new SimplePassword(TestServers.LOGIN_PASSWORD))
                                    .jdbcProperty("prepareThreshold", "0")
                                    .jdbcProperty("assumeMinServerVersion", "16"))));
            pool.setPoolInterceptors(List.of(new IsolationGuard()));
            return pool;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
