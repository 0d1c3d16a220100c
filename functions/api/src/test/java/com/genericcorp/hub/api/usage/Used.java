package com.genericcorp.hub.api.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

/** What was used, written past the API, and read out of its answers. */
final class Used {
    private Used() {}

    /** Events of {@code provider}, all received at {@code at}. */
    static void events(TenantId tenant, String provider, Instant at, int count) {
        Stored.rows(tenant, row -> 1, """
                insert into {t}.events (id, provider, provider_event, provider_delivery_id, type, time, received_at, data)
                select gen_random_uuid(), ?, 'e', gen_random_uuid()::text, 'some.event', ?, ?, '{}'
                from generate_series(1, ?)
                returning 1
                """, provider, at, at, count);
    }

    /** Requests that were flushed, or counted without Redis. */
    static void requests(TenantId tenant, Instant minute, String epoch, long quantity) {
        Stored.change("""
                insert into public.usage_minutes (tenant_role, tenant_id, meter, minute, epoch, quantity)
                values (?, ?, 'api_requests', ?, ?, ?)
                on conflict (tenant_id, meter, minute, epoch) do update set quantity = excluded.quantity
                """, tenant.role(), tenant.uuid(), minute, epoch, quantity);
    }

    static void gap(TenantId tenant, Instant from, Instant to) {
        Stored.change("""
                insert into public.usage_gaps (tenant_role, tenant_id, meter, gap_from, gap_to, cause, found_at)
                values (?, ?, 'api_requests', ?, ?, 'redis_lost_counts', ?)
                """, tenant.role(), tenant.uuid(), from, to, to);
    }

    /** A window as a roll-up would store it. */
    static void window(TenantId tenant, String width, Instant start, String meter, String provider, long quantity) {
        Stored.change("""
                insert into public.usage_windows (tenant_role, tenant_id, width, window_start, meter, provider, quantity)
                values (?, ?, ?, ?, ?, ?, ?)
                """, tenant.role(), tenant.uuid(), width, start, meter, provider, quantity);
    }

    static void price(Instant from, String meter, String provider, String price) {
        Stored.change("""
                insert into public.price_books (effective_from, currency, created_at, created_by)
                values (?, 'EUR', ?, 'somebody') on conflict do nothing
                """, from, from);
        Stored.change("""
                insert into public.price_book (effective_from, meter, provider, unit_price) values (?, ?, ?, ?::numeric)
                on conflict do nothing
                """, from, meter, provider, price);
    }

    /** Each row as {@code start meter provider quantity amount}, with {@code -} for what it lacks. */
    static List<String> rows(Answer answer) {
        return answer.hasStatus(200)
                .json()
                .path("data")
                .valueStream()
                .map(Used::text)
                .toList();
    }

    private static String text(JsonNode row) {
        StringJoiner text = new StringJoiner(" ");
        for (String pointer : List.of("/window_start", "/meter", "/provider", "/quantity", "/cost/amount")) {
            text.add(
                    row.at(pointer).asText("-").isEmpty()
                            ? "-"
                            : row.at(pointer).asText("-"));
        }
        return text.toString();
    }
}
