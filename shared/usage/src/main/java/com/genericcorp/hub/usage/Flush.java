package com.genericcorp.hub.usage;

import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the requests that Redis counted into {@code public.usage_minutes}. What it writes are the counts themselves, not
 * what was added to them, and never a smaller one: so it may come twice, late, killed and side by side.
 */
public final class Flush {
    /** A statement writes the counts of so many minutes, or of one tenant. */
    private static final int MINUTES_AT_ONCE = 10_000;
    /** Tenants that Redis is asked about within one call's budget: for a few minutes each, or for a day and more. */
    private static final int FEW_MINUTES_AT_ONCE = 200;

    private static final int ALL_MINUTES_AT_ONCE = 8;

    private final Statements statements;
    private final RedisCalls redis;
    private final Instant now;

    /** @param statements in the metering role, or on the owner's connection */
    public Flush(Statements statements, RedisCalls redis, Instant now) {
        this.statements = statements;
        this.redis = redis;
        this.now = now;
    }

    /** What one tenant's counts became. */
    private record Flushed(TenantId tenant, LastFlush before, RequestCounts counts) {
        boolean lost(Instant now) {
            return before.lostSince(counts, now);
        }
    }

    /**
     * What came of a flush.
     *
     * @param lost of how many tenants Redis has lost counts
     * @param unread how many tenants' counts Redis did not tell; nothing of these was written
     */
    public record Outcome(int lost, int unread) {
        Outcome plus(Outcome other) {
            return new Outcome(lost + other.lost, unread + other.unread);
        }
    }

    /** Flushes {@code tenants} in groups, each by itself: what Redis does not tell of one keeps no other from it. */
    public Outcome run(List<TenantId> tenants) {
        Map<TenantId, LastFlush> before = lastFlushes(tenants);
        List<TenantId> few = new ArrayList<>();
        List<TenantId> all = new ArrayList<>();
        tenants.forEach(
                tenant -> (last(before, tenant).minutesToRead(tenant, now).isPresent() ? few : all).add(tenant));
        return inGroups(few, FEW_MINUTES_AT_ONCE, before).plus(inGroups(all, ALL_MINUTES_AT_ONCE, before));
    }

    private Outcome inGroups(List<TenantId> tenants, int atOnce, Map<TenantId, LastFlush> before) {
        Outcome outcome = new Outcome(0, 0);
        for (int from = 0; from < tenants.size(); from += atOnce) {
            List<TenantId> group = tenants.subList(from, Math.min(from + atOnce, tenants.size()));
            outcome = outcome.plus(read(group, before)
                    .map(flushed -> new Outcome(writeAll(flushed), 0))
                    .orElseGet(() -> new Outcome(0, group.size())));
        }
        return outcome;
    }

    private Optional<List<Flushed>> read(List<TenantId> tenants, Map<TenantId, LastFlush> before) {
        List<Request> requests = new ArrayList<>();
        for (TenantId tenant : tenants) {
            requests.add(last(before, tenant)
                    .minutesToRead(tenant, now)
                    .map(minutes -> RequestCounts.askFor(tenant, minutes))
                    .orElseGet(() -> RequestCounts.askForAll(tenant)));
        }
        return redis.askAll(requests).map(answers -> {
            List<Flushed> flushed = new ArrayList<>();
            for (int i = 0; i < tenants.size(); i++) {
                TenantId tenant = tenants.get(i);
                LastFlush last = last(before, tenant);
                @Nullable Response answer = answers.get(i);
                RequestCounts counts = last.minutesToRead(tenant, now)
                        .map(minutes -> RequestCounts.of(minutes, Objects.requireNonNull(answer)))
                        .orElseGet(() -> RequestCounts.of(answer));
                flushed.add(new Flushed(tenant, last, counts));
            }
            return flushed;
        });
    }

    private static LastFlush last(Map<TenantId, LastFlush> before, TenantId tenant) {
        return before.getOrDefault(tenant, LastFlush.never());
    }

    private int writeAll(List<Flushed> all) {
        int lost = 0;
        List<Flushed> some = new ArrayList<>();
        int minutes = 0;
        for (Flushed flushed : all) {
            int more = flushed.counts().byMinute().size();
            if (!some.isEmpty() && minutes + more > MINUTES_AT_ONCE) {
                write(some);
                some.clear();
                minutes = 0;
            }
            some.add(flushed);
            minutes += more;
            lost += flushed.lost(now) ? 1 : 0;
        }
        if (!some.isEmpty()) {
            write(some);
        }
        return lost;
    }

    private Map<TenantId, LastFlush> lastFlushes(List<TenantId> tenants) {
        Map<TenantId, LastFlush> found = new HashMap<>();
        statements
                .list(
                        row -> Map.entry(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                new LastFlush(
                                        row.getString("epoch"),
                                        RequestCounts.minute(row.getObject("last_minute", OffsetDateTime.class)
                                                .toInstant()),
                                        row.getLong("last_quantity"),
                                        row.getObject("flushed_at", OffsetDateTime.class)
                                                .toInstant())),
                        """
                        select tenant_id, epoch, last_minute, last_quantity, flushed_at
                        from public.usage_flushes where tenant_id = any (?::text[]::uuid[])
                        """,
                        (Object) texts(tenants, tenant -> tenant.uuid().toString()))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    /** One statement: a tenant's counts, what it lost and when that was seen come together or not at all. */
    private void write(List<Flushed> some) {
        List<Minute> minutes = some.stream().flatMap(Minute::of).toList();
        List<Flushed> losses =
                some.stream().filter(flushed -> flushed.lost(now)).toList();
        List<Seen> seen = some.stream()
                .map(each -> new Seen(each.tenant(), each.before().next(each.counts(), now)))
                .toList();
        statements.update(
                """
                with counts as (
                  select role::name, id, to_timestamp(60 * minute) as minute, epoch, quantity
                  from unnest(?::text[], ?::text[]::uuid[], ?::text[]::bigint[], ?::text[], ?::text[]::bigint[])
                    as c (role, id, minute, epoch, quantity)),
                losses as (
                  select role::name, id, gap_from, now as gap_to, now
                  from unnest(?::text[], ?::text[]::uuid[], ?::text[]::timestamptz[]) as l (role, id, gap_from),
                    (select ?::timestamptz as now) as clock
                  union all
                  -- a minute that once had more: Redis went back in time
                  select c.role, c.id, m.minute, m.minute + interval '59 seconds', ?::timestamptz
                  from counts c
                  join public.usage_minutes m on m.tenant_id = c.id and m.meter = 'api_requests'
                    and m.minute = c.minute and m.epoch = c.epoch
                  where m.quantity > c.quantity),
                counted as (
                  insert into public.usage_minutes (tenant_role, tenant_id, meter, minute, epoch, quantity)
                  select role, id, 'api_requests', minute, epoch, quantity
                  from counts
                  order by id, minute
                  on conflict (tenant_id, meter, minute, epoch) do update set quantity = excluded.quantity
                    where excluded.quantity > usage_minutes.quantity),
                gaps as (
                  insert into public.usage_gaps
                    (tenant_role, tenant_id, meter, gap_from, gap_to, cause, found_at)
                  select role, id, 'api_requests', gap_from, gap_to, 'redis_lost_counts', now
                  from losses
                  order by id, gap_from
                  on conflict (tenant_id, meter, gap_from, cause) do nothing)
                insert into public.usage_flushes
                  (tenant_role, tenant_id, epoch, last_minute, last_quantity, flushed_at)
                select role::name, id, epoch, to_timestamp(60 * minute), quantity, ?
                from unnest(?::text[], ?::text[]::uuid[], ?::text[], ?::text[]::bigint[], ?::text[]::bigint[])
                  as seen (role, id, epoch, minute, quantity)
                order by id
                on conflict (tenant_id) do update set epoch = excluded.epoch, last_minute = excluded.last_minute,
                  last_quantity = excluded.last_quantity, flushed_at = excluded.flushed_at
                """,
                texts(minutes, minute -> minute.tenant().role()),
                texts(minutes, minute -> minute.tenant().uuid()),
                texts(minutes, Minute::minute),
                texts(minutes, Minute::epoch),
                texts(minutes, Minute::quantity),
                texts(losses, loss -> loss.tenant().role()),
                texts(losses, loss -> loss.tenant().uuid()),
                texts(losses, loss -> loss.before().at()),
                now,
                now,
                now,
                texts(seen, each -> each.tenant().role()),
                texts(seen, each -> each.tenant().uuid()),
                texts(seen, each -> each.last().epoch()),
                texts(seen, each -> each.last().minute()),
                texts(seen, each -> each.last().quantity()));
    }

    private record Minute(TenantId tenant, String epoch, long minute, long quantity) {
        static Stream<Minute> of(Flushed flushed) {
            return flushed.counts().byMinute().entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry ->
                            new Minute(flushed.tenant(), flushed.counts().epoch(), entry.getKey(), entry.getValue()));
        }
    }

    private record Seen(TenantId tenant, LastFlush last) {}

    private static <T> String[] texts(List<T> things, Function<T, Object> column) {
        return things.stream().map(column).map(Object::toString).toArray(String[]::new);
    }
}
