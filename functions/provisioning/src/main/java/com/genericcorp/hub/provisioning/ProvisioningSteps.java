package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A tenant's beginning. Provisioning that was given up leaves nothing behind. */
@Singleton
final class ProvisioningSteps implements Steps {
    /** How long the operator who asked may fetch the first key. */
    private static final Duration KEY_SHOWN = Duration.ofMinutes(10);

    private final TenantSchema schema;
    private final Secrets secrets;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final SystemAudit audit;

    ProvisioningSteps(
            TenantSchema schema, Secrets secrets, Ids ids, SecureRandom random, Clock clock, SystemAudit audit) {
        this.schema = schema;
        this.secrets = secrets;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    public void run(String step, Connection connection, Lease lease) throws SQLException {
        switch (step) {
            case "create_role_and_schema" -> schema.create(connection, lease.tenant());
            case "migrate_schema" -> schema.migrate(connection, lease.tenant());
            case "configure" -> configure(connection, lease);
            case "create_first_api_key" -> createFirstApiKey(connection, lease);
            case "activate" -> activate(connection, lease);
            default -> throw Steps.unknown(step);
        }
    }

    /** Undoes everything, in one transaction: what a tenant never became leaves nothing but its operation's record. */
    @Override
    public String giveUp(Connection connection, Lease lease) {
        schema.drop(connection, lease.tenant());
        TenantRecords.delete(connection, lease.tenant());
        audit.record(connection, lease, "tenant.provisioning_failed");
        return "given up after " + OperationRunner.MOST_TRIES + " tries; nothing of the tenant is left";
    }

    private void configure(Connection connection, Lease lease) {
        Statements.on(connection)
                .update(
                        "update public.tenants set data_key = ? where id = ?",
                        secrets.newDataKey(lease.tenant()),
                        lease.tenant().uuid());
    }

    private void createFirstApiKey(Connection connection, Lease lease) {
        Statements statements = Statements.on(connection);
        ApiKey key = ApiKey.generate(lease.tenant(), random);
        Instant now = clock.instant();
        ApiKeys.insert(statements, ids.nextAt(IdKind.API_KEY, now), key, "first key", List.of("*"), now, null);
        byte[] dataKey = statements
                .find(
                        row -> row.getBytes("data_key"),
                        "select data_key from public.tenants where id = ?",
                        lease.tenant().uuid())
                .orElseThrow();
        Place place = Place.of("operations", lease.operation().uuid(), "result");
        statements.update(
                "update public.operations set result = ? where id = ?",
                secrets.encrypt(lease.tenant(), dataKey, place, key.secret().getBytes(UTF_8)),
                lease.operation().uuid());
    }

    private void activate(Connection connection, Lease lease) {
        Statements statements = Statements.on(connection);
        statements.update(
                "update public.tenants set status = 'active' where id = ?",
                lease.tenant().uuid());
        statements.update(
                "update public.operations set result_expires_at = ? where id = ?",
                clock.instant().plus(KEY_SHOWN),
                lease.operation().uuid());
        audit.record(connection, lease, "tenant.activated");
    }
}
