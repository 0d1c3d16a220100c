package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.google.errorprone.annotations.CompileTimeConstant;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The only way to tenant data. Every statement runs inside a role that PostgreSQL enforces: {@code hub.act_as} sets it
 * for one transaction, and the login by itself may do nothing but the look-ups of {@link #lookUp}, each by one exact value.
 *
 * <p>INVARIANT: in pipelined form the role and the statement share one Sync, so one transaction. That needs
 * {@code prepareThreshold=0}, which {@link IsolationGuard} enforces on every connection.
 */
@Singleton
public final class TenantDatabase {
    private final AgroalDataSource dataSource;
    private final ActAs actAs;

    @Inject
    TenantDatabase(AgroalDataSource dataSource, DatabaseConfig config, HubMetrics metrics) {
        this(dataSource, config.actAs());
        PoolFigures.watch("application", dataSource::getMetrics, metrics);
    }

    public TenantDatabase(AgroalDataSource dataSource, ActAs actAs) {
        this.dataSource = dataSource;
        this.actAs = actAs;
    }

    /** Statements inside {@code tenant}'s role, each a transaction of its own. */
    public Statements as(TenantId tenant) {
        return new InRole(new DatabaseRole.OfTenant(tenant));
    }

    /** Statements inside the operators' role, each a transaction of its own. */
    public Statements asOperator() {
        return new InRole(DatabaseRole.Shared.OPERATOR);
    }

    /** Statements inside the metering role, each a transaction of its own. */
    public Statements asMetering() {
        return new InRole(DatabaseRole.Shared.METERING);
    }

    /** Runs {@code work} in one transaction inside {@code tenant}'s role; any exception rolls it back. */
    public <T> T transaction(TenantId tenant, Function<Statements, T> work) {
        return transaction(new DatabaseRole.OfTenant(tenant), work);
    }

    /** Runs {@code work} in one transaction inside the operators' role; any exception rolls it back. */
    public <T> T operatorTransaction(Function<Statements, T> work) {
        return transaction(DatabaseRole.Shared.OPERATOR, work);
    }

    /** What the login may read without a role: a key by its hash, a tenant, a connection's route. */
    public <T> Optional<T> lookUp(Row<T> row, @CompileTimeConstant String sql, @Nullable Object... arguments) {
        return Jdbc.only(withConnection(connection -> Jdbc.run(connection, sql, arguments, Jdbc.rows(row))));
    }

    /** Whether entering a role works and holds: what readiness asks. */
    public boolean entersRoles() {
        String probe = DatabaseRole.Shared.METERING.roleName();
        return asMetering()
                .find(row -> row.getString("role"), "select current_user as role")
                .filter(probe::equals)
                .isPresent();
    }

    private <T> T transaction(DatabaseRole role, Function<Statements, T> work) {
        return withConnection(connection -> Transactions.run(connection, () -> {
            Jdbc.enter(connection, role.roleName());
            return work.apply(Statements.on(connection, role::render));
        }));
    }

    private <T> T withConnection(OnConnection<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw told(DatabaseException.of(e));
        } catch (DatabaseException e) {
            throw told(e);
        }
    }

    /** One dead connection means the others most likely are: let the pool find out now, not request by request. */
    private DatabaseException told(DatabaseException failure) {
        if (failure instanceof DatabaseUnavailableException) {
            // A connection to a primary that became a replica is valid, and of no use.
            boolean demoted = failure.sqlState().equals(DatabaseException.READ_ONLY);
            dataSource.flush(demoted ? FlushMode.ALL : FlushMode.INVALID);
        }
        return failure;
    }

    @FunctionalInterface
    private interface OnConnection<T> {
        T run(Connection connection) throws SQLException;
    }

    /** One statement, one transaction, in the form that {@link ActAs} chose. */
    private final class InRole extends Statements {
        private final DatabaseRole role;

        InRole(DatabaseRole role) {
            this.role = role;
        }

        @Override
        <T> T run(String sql, @Nullable Object[] arguments, Jdbc.Outcome<T> outcome) {
            String text = role.render(sql);
            return withConnection(connection -> {
                Transactions.Work<T> statement =
                        () -> Jdbc.runAs(connection, role.roleName(), text, arguments, outcome);
                return switch (actAs) {
                    case PIPELINED -> statement.run();
                    case TRANSACTION -> Transactions.run(connection, statement);
                };
            });
        }
    }
}
