package com.genericcorp.hub.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recounts, retention, reconciliation and cost. */
class UsageRulesIT {
    private static final Instant TEN = Instant.parse("2026-05-05T10:00:00Z");
    private static final String HOUR = "hour 2026-05-05T10:00:00Z events_ingested github";
    private static final String DAY = "day 2026-05-05T00:00:00Z events_ingested github";

    private final Rig rig = new Rig(TEN.plus(Duration.ofDays(2)));
    private final TenantId tenant = rig.tenant();

    /** Price books are everybody's. */
    @AfterEach
    void forgetPrices() {
        rig.owner.transaction(connection -> Statements.on(connection).update("delete from public.price_books"));
    }

    @Test
    void aRecountMendsWhatSomebodyTamperedWith() {
        Map<String, Long> truth = someUsage();
        rig.rollUp(tenant);
        rig.database.as(tenant).update("update public.usage_windows set quantity = quantity + 5");
        askForRecount(TEN, TEN.plus(Duration.ofHours(2)));

        new Figuring().run();

        assertThat(rig.stored(tenant)).isEqualTo(truth);
        assertThat(count("select count(*) as n from public.usage_recounts where tenant_id = ?"))
                .isZero();
    }

    @Test
    void aRecountLeavesAloneWhatHasNoRowsAnyMore() {
        Map<String, Long> truth = someUsage();
        rig.rollUp(tenant);
        rig.clock.advance(Duration.ofDays(120));
        new Figuring().run();
        assertThat(count("select count(*) as n from {t}.events")).isZero();
        askForRecount(TEN, TEN.plus(Duration.ofHours(2)));

        new Figuring().run();

        assertThat(rig.stored(tenant)).isEqualTo(truth);
    }

    @Test
    void retentionTakesTheRowsAndKeepsTheUsage() {
        Map<String, Long> truth = someUsage();
        Instant young = rig.clock.instant();
        rig.event(tenant, young, "github");
        rig.clock.advance(Duration.ofDays(89));

        new Figuring().run();

        assertThat(count("select count(*) as n from {t}.events")).isEqualTo(1);
        assertThat(count("select count(*) as n from public.usage_minutes where tenant_id = ?"))
                .isZero();
        assertThat(rig.stored(tenant)).containsAllEntriesOf(withoutMonths(truth));
        rig.clock.advance(Duration.ofDays(320));
        new Figuring().run();
        assertThat(rig.stored(tenant).keySet()).noneMatch(window -> window.startsWith("hour 2026-05-05"));
        assertThat(rig.stored(tenant)).containsKey(DAY);
    }

    @Test
    void anUncountedRowIsNeverThrownAway() {
        rig.event(tenant, TEN.minus(Duration.ofDays(500)), "github");
        rig.database.transaction(tenant, s -> {
            Retention.purge(s, tenant, rig.clock.instant());
            return 0;
        });
        assertThat(count("select count(*) as n from {t}.events")).isEqualTo(1);

        new Figuring().run();

        assertThat(count("select count(*) as n from {t}.events")).isZero();
        assertThat(rig.stored(tenant)).containsValue(1L);
    }

    @Test
    void theReconciliationFindsATamperedHourAndNoOther() {
        someUsage();
        completeUntilNow();
        new Figuring().run();
        assertThat(differences()).isEmpty();

        rig.database.as(tenant).update("""
                        update public.usage_windows set quantity = 7 where width = 'hour' and meter = 'api_requests'
                          and window_start = (select min(window_start) from public.usage_windows where meter = 'api_requests'
                            and width = 'hour')
                        """);
        reconcileFrom(TEN.minus(Duration.ofHours(2)));
        new Figuring().run();

        assertThat(differences()).containsExactly("api_requests 7 12");
    }

    @Test
    void anHourCostsByTheBookOfItsBeginning() {
        book(TEN.minus(Duration.ofDays(1)), "events_ingested", "", "0.0001");
        book(TEN.plus(Duration.ofHours(1)), "events_ingested", "", "0.3333333333333333");
        priceOf(TEN.plus(Duration.ofHours(1)), "events_ingested", "gitlab", "1e-20");
        for (int i = 0; i < 3; i++) {
            rig.event(tenant, TEN.plus(Duration.ofMinutes(59)), "github");
            rig.event(tenant, TEN.plus(Duration.ofMinutes(60)), "github");
            rig.event(tenant, TEN.plus(Duration.ofMinutes(60)), "gitlab");
        }
        rig.requests(tenant, TEN, "a", 5);

        rig.rollUp(tenant);
        rig.event(tenant, TEN, "github");
        rig.rollUp(tenant);

        assertThat(costs())
                .containsEntry("hour 10 github", new BigDecimal("0.0004"))
                .containsEntry("hour 11 github", new BigDecimal("0.9999999999999999"))
                .containsEntry("hour 11 gitlab", new BigDecimal("0.00000000000000000003"))
                .containsEntry("day 00 github", new BigDecimal("1.0003999999999999"))
                .hasSize(7);
    }

    @Test
    void anotherPriceForTheRunningHourHoldsForAllOfIt() {
        rig.clock.advance(Duration.between(rig.clock.instant(), TEN.plus(Duration.ofMinutes(10))));
        book(TEN.minus(Duration.ofDays(1)), "events_ingested", "", "1");
        rig.event(tenant, TEN, "github");
        rig.rollUp(tenant);
        assertThat(costs()).containsEntry("day 00 github", new BigDecimal("1"));

        book(TEN, "events_ingested", "", "3");
        rig.event(tenant, TEN.plusSeconds(1), "github");
        rig.rollUp(tenant);

        assertThat(costs())
                .containsEntry("hour 10 github", new BigDecimal("6"))
                .containsEntry("day 00 github", new BigDecimal("6"));
    }

    /** One worker that does all there is to do about the tenant. */
    private final class Figuring {
        void run() {
            rig.rollUp(tenant);
            rig.usage().rollUp(List.of(tenant));
        }
    }

    private Map<String, Long> someUsage() {
        Truth truth = new Truth();
        for (int minute : new int[] {0, 59, 61}) {
            Instant at = TEN.plus(Duration.ofMinutes(minute));
            rig.event(tenant, at, "github");
            truth.event(at, "github");
            rig.requests(tenant, at, "a", 5);
            truth.requests(at, "a", 5);
        }
        rig.requests(tenant, TEN.plus(Duration.ofMinutes(59)), "b", 2);
        truth.requests(TEN.plus(Duration.ofMinutes(59)), "b", 2);
        rig.requests(tenant, TEN, "a", 3);
        return truth.usage();
    }

    private static Map<String, Long> withoutMonths(Map<String, Long> usage) {
        Map<String, Long> some = new TreeMap<>(usage);
        some.keySet().removeIf(window -> window.startsWith("month"));
        return some;
    }

    private void completeUntilNow() {
        rig.rollUp(tenant);
        rig.owner.transaction(
                connection -> Statements.on(connection).update("""
                        insert into public.usage_flushes
                          (tenant_role, tenant_id, epoch, last_minute, last_quantity, flushed_at)
                        values (?, ?, '', to_timestamp(0), 0, ?)
                        """, tenant.role(), tenant.uuid(), rig.clock.instant()));
        reconcileFrom(TEN.minus(Duration.ofHours(2)));
    }

    private void reconcileFrom(Instant hour) {
        rig.database.as(tenant).update("update public.usage_watermarks set reconciled_to = ?", hour);
    }

    private void askForRecount(Instant from, Instant to) {
        rig.owner.transaction(connection ->
                Statements.on(connection).update("""
                        insert into public.usage_recounts (tenant_role, tenant_id, recount_from, recount_to, requested_at)
                        values (?, ?, ?, ?, ?)
                        """, tenant.role(), tenant.uuid(), from, to, rig.clock.instant()));
    }

    private void book(Instant from, String meter, String provider, String price) {
        rig.owner.transaction(connection -> Statements.on(connection).update("""
                        insert into public.price_books (effective_from, currency, created_at, created_by)
                        values (?, 'EUR', now(), 'operator:test')
                        """, from));
        priceOf(from, meter, provider, price);
    }

    private void priceOf(Instant from, String meter, String provider, String price) {
        rig.owner.transaction(connection -> Statements.on(connection)
                .update(
                        "insert into public.price_book (effective_from, meter, provider, unit_price) values (?, ?, ?, ?)",
                        from,
                        meter,
                        provider,
                        new BigDecimal(price)));
    }

    private Map<String, BigDecimal> costs() {
        Map<String, BigDecimal> costs = new TreeMap<>();
        rig.database
                .as(tenant)
                .list(
                        row -> Map.entry(
                                row.getString("w"), row.getBigDecimal("cost").stripTrailingZeros()),
                        """
                        select width || ' ' || to_char(window_start at time zone 'UTC', 'HH24') || ' ' || provider as w, cost
                        from public.usage_windows where cost is not null
                        """)
                .forEach(entry -> costs.put(entry.getKey(), entry.getValue()));
        return costs;
    }

    private List<String> differences() {
        return rig.database
                .as(tenant)
                .list(
                        row -> row.getString("meter") + " " + row.getLong("quantity") + " " + row.getLong("row_count"),
                        "select meter, quantity, row_count from public.usage_differences");
    }

    private long count(@CompileTimeConstant String sql) {
        return (sql.contains("?")
                        ? rig.database.as(tenant).find(row -> row.getLong("n"), sql, tenant.uuid())
                        : rig.database.as(tenant).find(row -> row.getLong("n"), sql))
                .orElseThrow();
    }
}
