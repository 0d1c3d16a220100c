package com.genericcorp.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.ActAs;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogIT {
    private final TestServers servers = TestServers.shared();
    private final TenantId tenant = TestTenants.create(servers).id();
    private final AgroalDataSource pool =
            TestPools.application(servers.postgres().jdbcUrl(), 1);
    private final TenantDatabase database = new TenantDatabase(pool, ActAs.TRANSACTION);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aTenantRecordsWhatItDid() {
        database.transaction(tenant, statements -> {
            AuditLog.record(statements, about(tenant));
            return true;
        });

        assertThat(recorded(tenant)).containsExactly("key:key_test connection.created con_test req_test");
    }

    @Test
    void anOperatorRecordsWhatItDidToATenant() {
        database.operatorTransaction(statements -> {
            AuditLog.record(statements, about(tenant));
            return true;
        });

        assertThat(recorded(tenant)).hasSize(1);
    }

    @Test
    void aChangeThatIsUndoneLeavesNoRecord() {
        assertThat(catchThrowable(() -> database.transaction(tenant, statements -> {
                    AuditLog.record(statements, about(tenant));
                    throw new IllegalStateException("changed my mind");
                })))
                .isNotNull();

        assertThat(recorded(tenant)).isEmpty();
    }

    @Test
    void noTenantWritesIntoAnothersLog() {
        TenantId other = TestTenants.create(servers).id();

        assertThatThrownBy(() -> database.transaction(tenant, statements -> {
                    AuditLog.record(statements, about(other));
                    return true;
                }))
                .isInstanceOf(DatabaseException.class);
        assertThat(recorded(other)).isEmpty();
    }

    /** What is written stays: not even its own tenant takes a record back. */
    @Test
    void aRecordIsNotChangedByAnybody() {
        database.transaction(tenant, statements -> {
            AuditLog.record(statements, about(tenant));
            return true;
        });

        assertThatThrownBy(() -> database.as(tenant).update("delete from public.audit_log"))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> database.as(tenant).update("update public.audit_log set actor = 'nobody'"))
                .isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> database.asOperator().update("delete from public.audit_log"))
                .isInstanceOf(DatabaseException.class);
        assertThat(recorded(tenant)).hasSize(1);
    }

    private static AuditRecord about(TenantId tenant) {
        return new AuditRecord(
                new Ids(Clock.systemUTC(), new SecureRandom()).next(IdKind.AUDIT_RECORD),
                tenant,
                Instant.parse("2026-03-01T12:00:00Z"),
                "key:key_test",
                "connection.created",
                "con_test",
                "req_test");
    }

    private List<String> recorded(TenantId about) {
        return servers.ownerDatabase()
                .transaction(owner -> Statements.on(owner)
                        .list(
                                row -> row.getString(1),
                                "select concat_ws(' ', actor, action, target, request_id) from public.audit_log"
                                        + " where tenant_id = ?",
                                about.uuid()));
    }
}
