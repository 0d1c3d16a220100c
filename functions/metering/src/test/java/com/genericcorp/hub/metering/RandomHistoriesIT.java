package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.tenancy.Transactions;
import com.genericcorp.hub.testing.Backends;
import com.genericcorp.hub.testing.TestPools;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.WatchedDataSource;
import com.genericcorp.hub.testing.WatchedDataSource.Step;
import com.genericcorp.hub.usage.RequestCounts;
import com.genericcorp.hub.usage.RollUp;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/**
 * Random histories of a tenant and of the workers that count it. Whatever happens, what is stored and what is added on
 * the fly together are the truth at each moment, and in the end what is stored alone is.
 */
class RandomHistoriesIT {
    /** Borders of hours, days, months and years, a leap day, and where clocks are put forward and back. */
    private static final List<Instant> BORDERS = List.of(
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-10-25T01:00:00Z"),
            Instant.parse("2026-12-31T10:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            Instant.parse("2028-02-29T00:00:00Z"),
            Instant.parse("2028-03-01T00:00:00Z"),
            Instant.parse("2026-07-14T18:15:00Z"));

    private static final Instant NOW = Instant.parse("2028-03-01T12:00:00Z");

    /** Something that happens. */
    sealed interface Happening {
        record Event(Instant at, String provider) implements Happening {}

        record Requests(Instant at, String epoch, long quantity) implements Happening {}

        /** A transaction that stays open, whatever is counted meanwhile. */
        record Begin(List<Happening> inside) implements Happening {}

        /** The end of the oldest open one. */
        record End(boolean commit) implements Happening {}

        /** One transaction of a worker, ended at a statement if there are so many. */
        record RollUp(int atMost, int step, Ending ending) implements Happening {}

        record TwoWorkers(int atMost) implements Happening {}

        record Recount(Instant from, int hours) implements Happening {}
    }

    enum Ending {
        WELL,
        KILLED_BEFORE,
        KILLED_AFTER,
        CUT_OFF
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void totalsAreTheTruth(
            @ForAll("happenings") @Size(min = 5, max = 30) List<Happening> history, @ForAll("zones") String zone)
            throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (AgroalDataSource pool =
                TestPools.application(TestServers.shared().postgres().jdbcUrl(), 4)) {
            Life life = new Life(new Rig(NOW, pool));
            for (Happening happening : history) {
                life.happen(happening);
                assertThat(life.rig.live(life.tenant, RequestCounts.NONE)).isEqualTo(life.truth.usage());
            }
            life.end();
            life.rig.rollUp(life.tenant);
            assertThat(life.rig.stored(life.tenant)).isEqualTo(life.truth.usage());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati");
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Instant> times = Combinators.combine(
                        Arbitraries.of(BORDERS),
                        Arbitraries.of(-3_600_000L, -60_000L, -1L, 0L, 1L, 59_999L, 3_599_999L))
                .as(Instant::plusMillis);
        Arbitrary<Happening> events = Combinators.combine(times, Arbitraries.of("github", "gitlab", "http"))
                .as(Happening.Event::new);
        Arbitrary<Happening> requests = Combinators.combine(
                        times.map(time -> time.truncatedTo(ChronoUnit.MINUTES)),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.longs().between(1, 1_000))
                .as(Happening.Requests::new);
        Arbitrary<Happening> transactions = Arbitraries.oneOf(events, requests)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Happening.Begin::new);
        Arbitrary<Happening> ends = Arbitraries.of(true, true, false).map(Happening.End::new);
        Arbitrary<Happening> rollUps = Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.of(Ending.class))
                .as(Happening.RollUp::new);
        Arbitrary<Happening> pairs = Arbitraries.integers().between(1, 4).map(Happening.TwoWorkers::new);
        Arbitrary<Happening> recounts = Combinators.combine(
                        Arbitraries.of(BORDERS).map(time -> time.truncatedTo(ChronoUnit.HOURS)),
                        Arbitraries.integers().between(1, 48))
                .as(Happening.Recount::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, events),
                        Tuple.of(5, requests),
                        Tuple.of(3, transactions),
                        Tuple.of(3, ends),
                        Tuple.of(6, rollUps),
                        Tuple.of(1, pairs),
                        Tuple.of(1, recounts))
                .list();
    }

    /** A tenant, and the truth about it. */
    private static final class Life {
        final Rig rig;
        final TenantId tenant;
        final Truth truth = new Truth();
        private final Deque<Open> open = new ArrayDeque<>();

        Life(Rig rig) {
            this.rig = rig;
            this.tenant = rig.tenant();
        }

        record Open(Connection connection, List<Happening> inside) {}

        void happen(Happening happening) throws SQLException {
            switch (happening) {
                case Happening.Event event -> {
                    rig.event(tenant, event.at(), event.provider());
                    learn(event);
                }
                case Happening.Requests requests -> {
                    if (open.isEmpty()) {
                        rig.requests(tenant, requests.at(), requests.epoch(), requests.quantity());
                        learn(requests);
                    }
                }
                case Happening.Begin begin -> begin(begin.inside());
                case Happening.End end -> {
                    if (!open.isEmpty()) {
                        end(open.removeFirst(), end.commit());
                    }
                }
                case Happening.RollUp rollUp -> interrupted(rollUp);
                case Happening.TwoWorkers two -> twice(two.atMost());
                case Happening.Recount recount -> recount(recount);
            }
        }

        private void learn(Happening happening) {
            switch (happening) {
                case Happening.Event event -> truth.event(event.at(), event.provider());
                case Happening.Requests requests ->
                    truth.requests(requests.at(), requests.epoch(), requests.quantity());
                case Happening.Begin begin -> begin.inside().forEach(this::learn);
                case Happening.End end -> {}
                case Happening.RollUp rollUp -> {}
                case Happening.TwoWorkers two -> {}
                case Happening.Recount recount -> {}
            }
        }

        /** Only one open transaction writes requests: two would wait for each other's rows. */
        private void begin(List<Happening> inside) throws SQLException {
            boolean alone = open.isEmpty();
            Connection connection = asTenant(rig.servers
                    .dataSource("hub_api", TestServers.LOGIN_PASSWORD)
                    .getConnection());
            Statements statements = Statements.on(connection, tenant);
            List<Happening> done = new ArrayList<>();
            for (Happening each : inside) {
                switch (each) {
                    case Happening.Event event -> Rig.event(statements, event.at(), event.provider());
                    case Happening.Requests requests
                    when alone ->
                        Rig.requests(statements, tenant, requests.at(), requests.epoch(), requests.quantity());
                    default -> {
                        continue;
                    }
                }
                done.add(each);
            }
            open.add(new Open(connection, done));
        }

        private Connection asTenant(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            enter(connection);
            return connection;
        }

        private void enter(Connection connection) throws SQLException {
            try (var enter = connection.prepareStatement("select hub.act_as(?)")) {
                enter.setString(1, tenant.role());
                enter.execute();
            }
        }

        private void end(Open one, boolean commit) throws SQLException {
            try (Connection connection = one.connection()) {
                if (commit) {
                    connection.commit();
                    one.inside().forEach(this::learn);
                } else {
                    connection.rollback();
                }
            }
        }

        void end() throws SQLException {
            for (Open one : open) {
                end(one, true);
            }
        }

        private void interrupted(Happening.RollUp rollUp) throws SQLException {
            Backends backends = new Backends(rig.servers.ownerDataSource());
            WatchedDataSource watched = new WatchedDataSource(
                    rig.servers.dataSource("hub_api", TestServers.LOGIN_PASSWORD), new WatchedDataSource.Watcher() {
                        @Override
                        public void before(Step step) throws SQLException {
                            if (step.number() == rollUp.step()) {
                                switch (rollUp.ending()) {
                                    case KILLED_BEFORE -> throw new Killed();
                                    case CUT_OFF -> backends.end(step.connection());
                                    case WELL, KILLED_AFTER -> {}
                                }
                            }
                        }

                        @Override
                        public void after(Step step) {
                            if (step.number() == rollUp.step() && rollUp.ending() == Ending.KILLED_AFTER) {
                                throw new Killed();
                            }
                        }
                    });
            try (Connection connection = watched.getConnection()) {
                Transactions.run(connection, () -> {
                    enter(connection);
                    return RollUp.count(Statements.on(connection, tenant), tenant, NOW, rollUp.atMost());
                });
            } catch (Killed | DatabaseException | SQLException expected) {
                // The worker is gone; whether it told anybody must not matter.
            }
        }

        private void twice(int atMost) {
            try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
                List<CompletableFuture<?>> both = LongStream.range(0, 2)
                        .<CompletableFuture<?>>mapToObj(n -> CompletableFuture.runAsync(
                                () -> rig.database.transaction(tenant, s -> RollUp.count(s, tenant, NOW, atMost)),
                                workers))
                        .toList();
                both.forEach(CompletableFuture::join);
            }
        }

        private void recount(Happening.Recount recount) {
            rig.owner.transaction(connection -> Statements.on(connection)
                    .update(
                            """
                            insert into public.usage_recounts
                              (tenant_role, tenant_id, recount_from, recount_to, requested_at)
                            values (?, ?, ?, ?, ?)
                            """,
                            tenant.role(),
                            tenant.uuid(),
                            recount.from(),
                            recount.from().plus(Duration.ofHours(recount.hours())),
                            NOW));
            boolean more = true;
            while (more) {
                more = rig.database.transaction(tenant, s -> Recount.run(s, tenant, NOW));
            }
        }
    }

    private static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }
}
