package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.access.AccessCache;
import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.provisioning.export.TenantExport;
import com.genericcorp.hub.provisioning.export.TestExports;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.secrets.LocalMasterKey;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.SettableClock;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestRedis;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.WatchedDataSource;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** A place to work in: requests as the API stores them, workers with or without somebody at their elbow. */
final class Workshop {
    private static final AgroalDataSource POOL = TestPools.owner(TestServers.shared(), 12);
    static final RedisCalls REDIS =
            new TestRedis().calls(TestServers.shared().redis().url());

    final TestServers servers = TestServers.shared();
    final SettableClock clock = new SettableClock(Instant.now());
    final OwnerDatabase database = new OwnerDatabase(POOL);
    final Operations operations = new Operations(database);
    final TestExports exports = new TestExports();
    final AccessCache cache = new AccessCache(REDIS, new SecureRandom());

    private final TenantScripts scripts;
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new Ids(clock, random);
    private final Secrets secrets = new Secrets(new LocalMasterKey(HubServers.MASTER_KEY, random), random);

    Workshop() {
        this(TenantScripts.packaged());
    }

    Workshop(TenantScripts scripts) {
        this.scripts = scripts;
    }

    /** An operation that waits for a worker. */
    record Request(Id operation, TenantId tenant, String slug) {}

    OperationRunner worker() {
        return worker(POOL);
    }

    OperationRunner worker(WatchedDataSource.Watcher watcher) {
        return worker(watched(watcher));
    }

    /** Connections of its own: one that is ended must not be found in the pool by somebody else. */
    WatchedDataSource watched(WatchedDataSource.Watcher watcher) {
        return new WatchedDataSource(servers.ownerDataSource(), watcher);
    }

    OperationRunner worker(DataSource dataSource) {
        return worker(dataSource, exports.export());
    }

    /** A worker whose exports go through {@code export}. */
    OperationRunner worker(TenantExport export) {
        return worker(POOL, export);
    }

    OperationRunner worker(DataSource dataSource, TenantExport export) {
        OwnerDatabase own = new OwnerDatabase(dataSource);
        TenantSchema schema = new TenantSchema(scripts);
        SystemAudit audit = new SystemAudit(ids, clock);
        TenantCaches caches = new TenantCaches(cache);
        return new OperationRunner(
                own,
                new Operations(own),
                new ProvisioningSteps(schema, secrets, ids, random, clock, audit),
                new SuspensionSteps(caches),
                new OffboardingSteps(caches, new LastUsage(REDIS, clock), export, schema, audit),
                new HubMetrics(new SimpleMeterRegistry()),
                clock);
    }

    /** The operation as the API stores it, its first step done: the tenant's status, and with off-boarding its keys. */
    Request request(OperationKind kind, FilledTenant tenant) {
        String status = switch (kind) {
            case PROVISION -> "provisioning";
            case SUSPEND -> "suspended";
            case RESUME -> "active";
            case OFFBOARD -> "offboarding";
        };
        return database.transaction(connection -> {
            Statements statements = Statements.on(connection);
            statements.update(
                    "update public.tenants set status = ? where id = ?",
                    status,
                    tenant.id().uuid());
            if (kind == OperationKind.OFFBOARD) {
                statements.update(
                        "update public.api_keys set revoked_at = ? where tenant_id = ?",
                        clock.instant(),
                        tenant.id().uuid());
            }
            return new Request(store(statements, kind, tenant.id()), tenant.id(), tenant.slug());
        });
    }

    Request request() {
        TenantId tenant = ids.nextTenant();
        return request(tenant, "s" + tenant.characters().substring(8));
    }

    Request request(String slug) {
        return request(ids.nextTenant(), slug);
    }

    private Request request(TenantId tenant, String slug) {
        return database.transaction(connection -> {
            Statements statements = Statements.on(connection);
            statements.update("""
                    insert into public.tenants (id, tenant_role, slug, name, plan, admin_email, status, created_at)
                    values (?, ?, ?, 'Some Tenant', 'beta', 'admin@example.com', 'provisioning', ?)
                    """, tenant.uuid(), tenant.role(), slug, clock.instant());
            return new Request(store(statements, OperationKind.PROVISION, tenant), tenant, slug);
        });
    }

    private Id store(Statements statements, OperationKind kind, TenantId tenant) {
        Id operation = ids.next(IdKind.OPERATION);
        Instant now = clock.instant();
        statements.update("""
                insert into public.operations (id, tenant_role, tenant_id, kind, status, requested_by, request_id,
                  lease_until, hinted_at, created_at)
                values (?, ?, ?, ?, 'pending', 'operator:test', 'req', ?, ?, ?)
                """, operation.uuid(), tenant.role(), tenant.uuid(), kind.text(), now, now, now);
        statements.update(
                """
                insert into public.operation_steps
                  (operation_id, position, tenant_role, name, started_at, finished_at)
                select ?, step.position, ?, step.name,
                  case when step.position = 1 then ?::timestamptz end,
                  case when step.position = 1 then ?::timestamptz end
                from unnest(?::text[]) with ordinality as step (name, position)
                """, operation.uuid(), tenant.role(), now, now, kind.steps().toArray(new String[0]));
        return operation;
    }

    /** What the API does when an operator repeats a request whose operation failed. */
    void repeat(Request request) {
        database.transaction(connection ->
                Statements.on(connection).update("""
                        update public.operations
                        set status = 'pending', error = null, finished_at = null, lease_until = '-infinity',
                          tries_from = fence
                        where id = ?
                        """, request.operation().uuid()));
    }

    Remains remains(Request request) {
        return Remains.of(database, request);
    }

    /** How often the operation was leased. */
    long fence(Request request) {
        return database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getLong("fence"),
                        "select fence from public.operations where id = ?",
                        request.operation().uuid())
                .orElseThrow());
    }

    /** The first key, as the operator who asked fetches it. */
    Optional<ApiKey> result(Request request) {
        Place place = Place.of("operations", request.operation().uuid(), "result");
        return database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> secrets.decrypt(
                                request.tenant(), row.getBytes("data_key"), place, row.getBytes("result")),
                        """
                        select t.data_key, o.result from public.operations o
                        join public.tenants t on t.id = o.tenant_id
                        where o.id = ? and o.result is not null
                        """,
                        request.operation().uuid())
                .flatMap(secret -> ApiKey.parse(new String(secret, UTF_8))));
    }

    /** Whether {@code key} is among the tenant's keys. */
    boolean knows(Request request, ApiKey key) {
        return database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> true,
                        "select id from public.api_keys where tenant_id = ? and hash = ?",
                        request.tenant().uuid(),
                        key.hash())
                .isPresent());
    }
}
