package com.genericcorp.hub.bench;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.embedded.RedisServer;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.provisioning.ProvisioningDoor;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.secrets.LocalMasterKey;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.tenancy.OperationKind;
import com.genericcorp.hub.tenancy.Statements;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tenant's provisioning by the function's own worker, from the message to the end, in fleets of several sizes. */
final class ProvisioningBench implements Bench {
    private static final Goal RATIO = new Goal.AtMost(1.5);
    private static final Goal GROWTH = new Goal.AtMost(1.1);
    private static final List<Integer> PARALLEL = List.of(1, 10);
    private static final int VERSION = TenantScripts.packaged().currentVersion();
    private static final String HUB = "hub";
    private static final String FLOOR = "floor";

    @Override
    public String name() {
        return "provisioning";
    }

    @Override
    public List<Line> run(Workplace place) throws Exception {
        List<Integer> sizes = place.quick() ? List.of(10, 100, 500) : List.of(100, 1_000, 5_000);
        Database database = place.startPostgres().withControlPlane();
        Tenants tenants = new Tenants(database);
        List<Line> lines = new ArrayList<>();
        Map<Integer, Line> smallest = new LinkedHashMap<>();
        try (World world = new World(database, place.startRedis())) {
            for (int size : sizes) {
                tenants.growTo(size, place);
                for (int parallel : PARALLEL) {
                    Line line = measure(place, world, tenants, size, parallel);
                    place.say(line.what() + ": " + Numbers.text(line.value()));
                    lines.add(line);
                    smallest.putIfAbsent(parallel, line);
                    if (size != sizes.getFirst()) {
                        lines.add(growth(smallest.get(parallel), line, parallel));
                    }
                }
            }
        }
        return lines;
    }

    /** How much dearer a tenant is in the larger fleet, the hub's by the floor's. */
    private static Line growth(Line small, Line large, int parallel) {
        Runs floorSmall = Objects.requireNonNull(small.floor());
        Runs floorLarge = Objects.requireNonNull(large.floor());
        return Line.ratio(
                "growth to " + large.what(),
                "times",
                Runs.of(large.hub().median() / small.hub().median()),
                Runs.of(floorLarge.median() / floorSmall.median()),
                GROWTH);
    }

    private static Line measure(Workplace place, World world, Tenants tenants, int size, int parallel)
            throws Exception {
        int each = parallel == 1 ? 20 : 50;
        // Plans, caches and the JIT.
        turn(world, tenants, HUB, each, parallel);
        turn(world, tenants, FLOOR, each, parallel);
        Map<String, Callable<Double>> contestants = new LinkedHashMap<>();
        contestants.put(HUB, () -> turn(world, tenants, HUB, each, parallel));
        contestants.put(FLOOR, () -> turn(world, tenants, FLOOR, each, parallel));
        Map<String, Runs> runs = Alternation.measure(contestants);
        return Line.ratio(
                Numbers.text(size) + " tenants, " + parallel + " in parallel",
                "ms a tenant",
                Alternation.of(runs, HUB),
                Alternation.of(runs, FLOOR),
                RATIO);
    }

    /** @return milliseconds a tenant, by the time that all took together */
    private static double turn(World world, Tenants tenants, String who, int each, int parallel) throws Exception {
        List<Request> requests = Stream.generate(world::request).limit(each).toList();
        Function<Integer, Callable<Void>> work = number -> () -> {
            for (int i = number; i < requests.size(); i += parallel) {
                if (who.equals(HUB)) {
                    world.door.run(requests.get(i).operation());
                } else {
                    ProvisioningFloor.provision(
                            world.floor.get(number), requests.get(i).tenant(), VERSION);
                }
            }
            return null;
        };
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(parallel)) {
            List<Future<Void>> done = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                done.add(executor.submit(work.apply(i)));
            }
            for (Future<Void> future : done) {
                future.get();
            }
        }
        double millis = (System.nanoTime() - start) / 1e6 / each;
        world.check(requests, who.equals(HUB));
        world.sameObjects(requests.getFirst().tenant());
        tenants.drop(requests.stream().map(Request::tenant).toList());
        return millis;
    }

    /** What the API has stored when the operator has its 202. */
    private record Request(Id operation, TenantId tenant) {}

    private static final class World implements AutoCloseable {
        private final Database database;
        private final AgroalDataSource pool;
        private final OwnerDatabase owner;
        private final Vertx vertx = Vertx.vertx();
        private final ProvisioningDoor door;
        private final List<Connection> floor = new ArrayList<>();
        private long objects;

        World(Database database, RedisServer redis) throws SQLException {
            this.database = database;
            this.pool = database.ownerPool(12);
            this.owner = new OwnerDatabase(pool);
            RedisCalls calls = new RedisCalls(
                    Redis.createClient(vertx, redis.url()),
                    Duration.ofSeconds(5),
                    new HubMetrics(new SimpleMeterRegistry()));
            Secrets secrets = new Secrets(new LocalMasterKey(RequestWorld.MASTER_KEY, Tenants.RANDOM), Tenants.RANDOM);
            this.door = new ProvisioningDoor(owner, calls, secrets, Tenants.IDS, Tenants.RANDOM, Clock.systemUTC());
            for (int i = 0; i < 10; i++) {
                floor.add(database.connect());
            }
        }

        Request request() {
            TenantId tenant = Tenants.IDS.nextTenant();
            Id operation = Tenants.IDS.next(IdKind.OPERATION);
            Instant now = Clock.systemUTC().instant();
            return owner.transaction(connection -> {
                Statements statements = Statements.on(connection);
                statements.update("""
                        insert into public.tenants (id, tenant_role, slug, name, plan, admin_email, status, created_at)
                        values (?, ?, ?, 'Bench', 'beta', 'admin@example.com', 'provisioning', ?)
                        """, tenant.uuid(), tenant.role(), Tenants.slug(tenant), now);
                statements.update(
                        """
                        insert into public.operations (id, tenant_role, tenant_id, kind, status, requested_by, request_id,
                          lease_until, hinted_at, created_at)
                        values (?, ?, ?, ?, 'pending', 'operator:bench', 'req', ?, ?, ?)
                        """,
                        operation.uuid(),
                        tenant.role(),
                        tenant.uuid(),
                        OperationKind.PROVISION.text(),
                        now,
                        now,
                        now);
                statements.update(
                        """
                        insert into public.operation_steps
                          (operation_id, position, tenant_role, name, started_at, finished_at)
                        select ?, step.position, ?, step.name,
                          case when step.position = 1 then ?::timestamptz end,
                          case when step.position = 1 then ?::timestamptz end
                        from unnest(?::text[]) with ordinality as step (name, position)
                        """,
                        operation.uuid(),
                        tenant.role(),
                        now,
                        now,
                        OperationKind.PROVISION.steps().toArray(new String[0]));
                return new Request(operation, tenant);
            });
        }

        /** How much PostgreSQL keeps of a tenant: the same by hub and floor, or the floor does not do the hub's DDL. */
        long objects(TenantId tenant) throws SQLException {
            return database.number("""
                    select (select count(*) from pg_catalog.pg_class where relnamespace = '{t}'::regnamespace)
                      + (select count(*) from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
                         where c.relnamespace = '{t}'::regnamespace)
                      + (select count(*) from pg_catalog.pg_constraint where connamespace = '{t}'::regnamespace)
                      + (select count(*) from pg_catalog.pg_auth_members
                         where '{t}'::regrole::oid in (roleid, member))
                      + (select count(*) from pg_catalog.pg_class c, aclexplode(c.relacl)
                         where c.relnamespace = '{t}'::regnamespace)
                    """.replace("{t}", tenant.role()));
        }

        /** Each tenant is active and has its tables; with the hub it has its operation's end and its key too. */
        void check(List<Request> requests, boolean byTheHub) throws SQLException {
            String ids = requests.stream()
                    .map(request -> "'" + request.tenant().uuid() + "'")
                    .collect(Collectors.joining(","));
            String roles = requests.stream()
                    .map(request -> "'" + request.tenant().role() + "'")
                    .collect(Collectors.joining(","));
            same(
                    requests,
                    "select count(*) from public.tenants where status = 'active' and schema_version = " + VERSION
                            + " and id in (" + ids + ")");
            same(
                    requests,
                    "select count(*) from pg_catalog.pg_tables where tablename = 'events' and schemaname in (" + roles
                            + ")");
            if (byTheHub) {
                same(
                        requests,
                        "select count(*) from public.operations where status = 'succeeded' and fence = 1"
                                + " and tenant_id in (" + ids + ")");
                same(requests, "select count(*) from public.api_keys where tenant_id in (" + ids + ")");
            }
        }

        void sameObjects(TenantId tenant) throws SQLException {
            long found = objects(tenant);
            BenchException.check(
                    objects == 0 || objects == found, "a tenant is " + found + " objects, and was " + objects);
            objects = found;
        }

        private void same(List<Request> requests, String sql) throws SQLException {
            long found = database.number(sql);
            BenchException.check(found == requests.size(), found + " instead of " + requests.size() + ": " + sql);
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : floor) {
                connection.close();
            }
            pool.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
