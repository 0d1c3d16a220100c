package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsolationGuardIT {
    private final TestServers servers = TestServers.shared();

    /** The driver's default among them: with it an untyped parameter puts a Sync between the role and the statement. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?prepareThreshold=5", "?prepareThreshold=1", "?prepareThreshold=-1"})
    void refusesAConnectionThatPreparesStatements(String setting) throws SQLException {
        String url = servers.postgres().jdbcUrl() + setting;
        try (Connection connection = DriverManager.getConnection(url, "hub_api", TestServers.LOGIN_PASSWORD)) {
            assertThatThrownBy(() -> new IsolationGuard().onConnectionCreate(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HUB_DATABASE_URL");
        }
    }

    @Test
    void letsInWhatNeverPrepares() throws SQLException {
        String url = servers.postgres().jdbcUrl() + "?prepareThreshold=0";
        try (Connection connection = DriverManager.getConnection(url, "hub_api", TestServers.LOGIN_PASSWORD)) {
            new IsolationGuard().onConnectionCreate(connection);
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noStatementRunsThroughAPoolThatItRefuses(ActAs form) {
        TestTenant tenant = TestTenants.create(servers);
        try (AgroalDataSource pool = TestPools.application(servers.postgres().jdbcUrl() + "?prepareThreshold=5", 1)) {
            TenantDatabase database = new TenantDatabase(pool, form);

            assertThatThrownBy(() -> database.as(tenant.id()).list(row -> 1, "select 1"))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
