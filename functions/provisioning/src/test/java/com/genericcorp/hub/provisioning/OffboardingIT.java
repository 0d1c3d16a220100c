package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.redis.Reply;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.provisioning.Workshop.Request;
import com.genericcorp.hub.provisioning.export.TestExports.Exported;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.Await;
import com.genericcorp.hub.testing.TestServers;
import com.google.errorprone.annotations.CompileTimeConstant;
import io.vertx.redis.client.Command;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes on around a tenant's end: late writers, caches, its name, its neighbours. */
class OffboardingIT {
    private final Workshop workshop = new Workshop();
    private final FilledTenant tenant = FilledTenant.create(workshop.database);
    private final Request request = workshop.request(OperationKind.OFFBOARD, tenant);

    @Test
    void exportsWhatWasBeingWrittenWhenItBegan() throws Exception {
        try (Connection writer = login();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            writer.setAutoCommit(false);
            enter(writer);
            tenant.receive(Statements.on(writer, tenant.id()), "\"late\"".getBytes(UTF_8));

            Future<?> worker = executor.submit(() -> workshop.worker().run(request.operation()));
            Await.until("the export waits for the writer", Duration.ofSeconds(10), this::somebodyWaits);
            writer.commit();
            worker.get(30, TimeUnit.SECONDS);
        }

        Exported exported = workshop.exports.read(request.tenant(), request.operation());
        assertThat(exported.lines()).anyMatch(line -> line.endsWith(",\"data\":\"late\"}}"));
        assertThat(workshop.remains(request)).isEqualTo(Remains.ofAnEnd());
    }

    /** It was asked for under a build that knew no step between, and the schema is gone by now. */
    @Test
    void goesOnWithTheStepsThatItWasStoredWith() {
        update("delete from public.operation_steps where operation_id = ? and name = 'record_usage'");
        workshop.worker().run(request.operation());
        update(
                "update public.operation_steps set finished_at = null where operation_id = ? and name = 'delete_records'");
        update("update public.operations set status = 'running', lease_until = '2000-01-01Z' where id = ?");

        workshop.worker().run(request.operation());

        Optional<String> status = workshop.database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> row.getString("status"),
                        "select status from public.operations where id = ?",
                        request.operation().uuid()));
        assertThat(status).contains("succeeded");
    }

    /** Instances may have the tenant's webhook routes cached for half a minute more. */
    @Test
    void letsNobodyWriteOnceTheExportBegins() throws Exception {
        workshop.worker(workshop.exports.export(write -> {
                    try (Connection late = login()) {
                        late.setAutoCommit(false);
                        enter(late);
                        assertThatThrownBy(() -> tenant.receive(Statements.on(late, tenant.id()), "1".getBytes(UTF_8)))
                                .hasMessageContaining("permission denied for schema");
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                }))
                .run(request.operation());

        Offboarded.assertThatNothingElseIsLeft(workshop, request);
    }

    @Test
    void leavesNothingInRedisThatOpensAnything() {
        Id connection = new Id(IdKind.CONNECTION, tenant.connection());
        byte[] hash = workshop.database
                .transaction(owner -> Statements.on(owner)
                        .find(
                                row -> row.getBytes("hash"),
                                "select hash from public.api_keys where tenant_id = ?",
                                tenant.id().uuid()))
                .orElseThrow();
        List<String> records = List.of(
                RedisKeys.key(tenant.id(), hash),
                RedisKeys.tenant(tenant.id()),
                RedisKeys.requests(tenant.id()),
                RedisKeys.ingest(connection),
                RedisKeys.routeVersion(connection));
        records.forEach(key -> Workshop.REDIS.send(Command.SET, key, "kept"));

        workshop.worker().run(request.operation());

        assertThat(records).noneMatch(key -> "kept".equals(redis(key)));
        assertThat(redis(RedisKeys.requests(tenant.id()))).isNull();
        assertThat(redis(RedisKeys.ingest(connection))).isNull();
    }

    @Test
    void givesItsNameToWhoeverAsksNext() {
        workshop.worker().run(request.operation());

        Request next = workshop.request(tenant.slug());
        workshop.worker().run(next.operation());

        assertThat(workshop.remains(next).tenant()).isEqualTo("active");
    }

    @Test
    void leavesItsNeighboursAlone() {
        FilledTenant neighbour = FilledTenant.create(workshop.database);
        Request suspended = workshop.request(OperationKind.SUSPEND, neighbour);
        Remains before = workshop.remains(suspended);

        workshop.worker().run(request.operation());

        assertThat(workshop.remains(suspended)).isEqualTo(before);
    }

    private static @Nullable String redis(String key) {
        return switch (Workshop.REDIS.send(Command.GET, key)) {
            case Reply.Answer answer ->
                answer.value() == null ? null : answer.value().toString();
            case Reply.Away away -> throw new AssertionError(away);
        };
    }

    private Connection login() throws SQLException {
        return workshop.servers
                .dataSource("hub_api", TestServers.LOGIN_PASSWORD)
                .getConnection();
    }

    private void enter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select hub.act_as('" + tenant.id().role() + "')");
        }
    }

    private boolean somebodyWaits() {
        return workshop.database.transaction(connection -> Statements.on(connection)
                .find(row -> row.getBoolean("waits"), """
                        select exists (select from pg_catalog.pg_locks l
                          join pg_catalog.pg_class c on c.oid = l.relation
                          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                          where n.nspname = ? and c.relname = 'events' and not l.granted) as waits
                        """, tenant.id().role())
                .orElseThrow());
    }

    private void update(@CompileTimeConstant String sql) {
        workshop.database.transaction(connection ->
                Statements.on(connection).update(sql, request.operation().uuid()));
    }
}
