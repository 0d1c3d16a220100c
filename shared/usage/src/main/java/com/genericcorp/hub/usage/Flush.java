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

    /** @return of how many tenants Redis has lost counts; empty when Redis is away, and then nothing was written */
    public Optional<Integer> run(List<TenantId> tenants) {
        Map<TenantId, LastFlush> before = lastFlushes(tenants);
        return read(tenants, before).map(this::writeAll);
    }

    private Optional<List<Flushed>> read(List<TenantId> tenants, Map<TenantId, LastFlush> before) {
        List<Request> requests = new ArrayList<>();
        for (TenantId tenant : tenants) {
            requests.add(last(before, tenant)
                    .minutesToRead(now)
                    .map(minutes -> RequestCounts.askFor(tenant, minutes))
                    .orElseGet(() -> RequestCounts.askForAll(tenant)));
        }
        return redis.askAll(requests).map(answers -> {
            List<Flushed> flushed = new ArrayList<>();
            for (int i = 0; i < tenants.size(); i++) {
                LastFlush last = last(before, tenants.get(i));
                @Nullable Response answer = answers.get(i);
                RequestCounts counts = last.minutesToRead(now)
                        .map(minutes -> RequestCounts.of(minutes, Objects.requireNonNull(answer)))
                        .orElseGet(() -> RequestCounts.of(answer));
                flushed.add(new Flushed(tenants.get(i), last, counts));
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
        List<Flushed> losses = some.stream().filter(flushed -> flushed.lost(now)).toList();
        List<Seen> seen = some.stream().map(each -> new Seen(each.tenant(), each.before().next(each.counts(), now))).toList();
        statements.update(
                """
                with counted as (
                  insert into public.usage_minutes (tenant_role, tenant_id, meter, minute, epoch, quantity)
                  select role::name, id, 'api_requests', to_timestamp(60 * minute), epoch, quantity
                  from unnest(?::text[], ?::text[]::uuid[], ?::text[]::bigint[], ?::text[], ?::text[]::bigint[])
                    as counts (role, id, minute, epoch, quantity)
                  order by id, minute
                  on conflict (tenant_id, meter, minute, epoch) do update set quantity = excluded.quantity
                    where excluded.quantity > usage_minutes.quantity),
                lost as (
                  insert into public.usage_gaps
                    (tenant_role, tenant_id, meter, gap_from, gap_to, cause, found_at)
                  select role::name, id, 'api_requests', gap_from, now, 'redis_lost_counts', now
                  from unnest(?::text[], ?::text[]::uuid[], ?::text[]::timestamptz[]) as gaps (role, id, gap_from),
                    (select ?::timestamptz as now) as clock
                  order by id
                  on conflict (tenant_id, meter, gap_from, cause) do nothing)
                insert into public.usage_flushes
                  (tenant_role, tenant_id, epoch, last_minute, last_quantity, flushed_at)
                select role::name, id, epoch, to_timestamp(60 * minute), quantity, ?
                from unnest(?::text[], ?::text[]::uuid[], ?::text[], ?::text[]::bigint[], ?::text[]::bigint[])
                  as seen (role, id, epoch, minute, quantity)
                order by id
                on conflict (tenant_id) do update set epoch = excluded.epoch, last_minute = excluded.last_minute,
                  last_quantity = excluded.last_quantity, flushed_at = excluded.flushed_at
                  where excluded.flushed_at >= usage_flushes.flushed_at
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
                    .map(entry -> new Minute(
                            flushed.tenant(), flushed.counts().epoch(), entry.getKey(), entry.getValue()));
        }
    }

    private record Seen(TenantId tenant, LastFlush last) {}

    private static <T> String[] texts(List<T> things, Function<T, Object> column) {
        return things.stream().map(column).map(Object::toString).toArray(String[]::new);
    }
}
