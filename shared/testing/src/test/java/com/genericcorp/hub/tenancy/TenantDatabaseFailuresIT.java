package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong, nothing of it is kept, and the only connection of the pool serves the next tenant unmarked. */
class TenantDatabaseFailuresIT {
    private final TestServers servers = TestServers.shared();
    private final TenantId tenant = TestTenants.create(servers).id();
    private final TenantId next = TestTenants.create(servers).id();
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);

    /** One way to fail. */
    private enum Failure {
        REFUSED_STATEMENT {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.as(tenant).update("update public.tenants set plan = 'enterprise'");
            }
        },
        BROKEN_CONSTRAINT {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.as(tenant)
                        .update("insert into {t}.connections (id, provider, name, status, created_at)"
                                + " values (gen_random_uuid(), 'http', 'a', 'no such status', now())");
            }
        },
        ROW_THAT_CANNOT_BE_READ {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.as(tenant).list(row -> row.getString("no_such_column"), "select 1 as one");
            }
        },
        READER_THAT_THROWS {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.as(tenant)
                        .list(
                                row -> {
                                    throw new IllegalStateException("the reader's own");
                                },
                                "select 1");
            }
        },
        TOO_MANY_ROWS {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.as(tenant).find(row -> row.getInt(1), "select generate_series(1, 2)");
            }
        },
        TOO_FEW_ARGUMENTS {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.as(tenant).find(row -> row.getInt(1), "select ?::int + ?::int", 1);
            }
        },
        LOOK_UP_WITHOUT_A_RIGHT {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.lookUp(row -> row.getString(1), "select slug from public.tenants");
            }
        },
        EXCEPTION_IN_A_TRANSACTION {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.transaction(tenant, statements -> {
                    TenantDatabaseIT.insertConnection(statements, "lost");
                    throw new IllegalStateException("the work's own");
                });
            }
        },
        ERROR_IN_A_TRANSACTION {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.transaction(tenant, statements -> {
                    TenantDatabaseIT.insertConnection(statements, "lost");
                    throw new StackOverflowError("the work's own");
                });
            }
        },
        REFUSED_STATEMENT_IN_A_TRANSACTION {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.transaction(tenant, statements -> {
                    TenantDatabaseIT.insertConnection(statements, "lost");
                    return statements.update("delete from public.plans");
                });
            }
        },
        REFUSED_STATEMENT_SWALLOWED_BY_THE_WORK {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.transaction(tenant, statements -> {
                    TenantDatabaseIT.insertConnection(statements, "lost");
                    return catchThrowable(() -> statements.update("delete from public.plans"));
                });
            }
        },
        NESTED_ROLE {
            @Override
            void happen(TenantDatabase database, TenantId tenant) {
                database.transaction(tenant, statements -> {
                    TenantDatabaseIT.insertConnection(statements, "lost");
                    return statements.list(row -> 1, "select hub.act_as('hub_operator')");
                });
            }
        };

        abstract void happen(TenantDatabase database, TenantId tenant);
    }

    static Stream<Arguments> failuresInEachForm() {
        return Arrays.stream(ActAs.values())
                .flatMap(form -> Arrays.stream(Failure.values()).map(failure -> Arguments.of(form, failure)));
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @MethodSource("failuresInEachForm")
    void leavesNothingBehind(ActAs form, Failure failure) {
        TenantDatabase database = new TenantDatabase(pool, form);

        assertThat(catchThrowable(() -> failure.happen(database, tenant))).isNotNull();

        assertServesTheNextTenant(database);
    }

    @ParameterizedTest
    @MethodSource("failuresInEachForm")
    void afterItTheSameRoleIsEnteredAgain(ActAs form, Failure failure) {
        TenantDatabase database = new TenantDatabase(pool, form);
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowable(() -> failure.happen(database, tenant))).isNotNull();
        }

        assertThat(database.as(tenant).find(row -> row.getString(1), "select current_user"))
                .contains(tenant.role());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource
    void aConnectionThatDiesInATransactionIsReplaced(ActAs form) {
        TenantDatabase database = new TenantDatabase(pool, form);

        Throwable failure = catchThrowable(() -> database.transaction(tenant, statements -> {
            TenantDatabaseIT.insertConnection(statements, "lost");
            int backend = statements
                    .find(row -> row.getInt(1), "select pg_catalog.pg_backend_pid()")
                    .orElseThrow();
            terminate(backend);
            return statements.list(row -> 1, "select 1");
        }));

        assertThat(failure).isInstanceOf(DatabaseUnavailableException.class);
        assertServesTheNextTenant(database);
    }

    private void assertServesTheNextTenant(TenantDatabase database) {
        assertThat(database.lookUp(row -> row.getString(1), "select current_user"))
                .contains("hub_api");
        assertThat(database.as(next).find(row -> row.getString(1), "select current_user"))
                .contains(next.role());
        TenantDatabaseIT.insertConnection(database.as(next), "kept");
        assertThat(database.as(next).list(row -> row.getString(1), "select name from {t}.connections"))
                .containsExactly("kept");
        assertThat(database.as(tenant).list(row -> row.getString(1), "select name from {t}.connections"))
                .isEmpty();
        assertThat(pool.getMetrics().activeCount()).isZero();
    }

    private void terminate(int backend) {
        try (Attempts login = new Attempts(servers)) {
            login.withoutRole("select pg_catalog.pg_terminate_backend(" + backend + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
