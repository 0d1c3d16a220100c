package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.access.redis.RedisCalls;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.genericcorp.hub.usage.RequestCounts;
import com.genericcorp.hub.usage.RollUp;
import com.genericcorp.hub.usage.Width;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class UsageIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());
    private final TenantId id = tenant.id();

    @Inject
    TenantDatabase database;

    @Inject
    RedisCalls redis;

    @Test
    void showsAnEventAtOnceAndTheSameAfterItsRollUp() {
        publish();
        publish();

        Answer before = usage("?meter=events_ingested&window=hour");
        rollUp();
        Answer after = usage("?meter=events_ingested&window=hour");
        publish();
        Answer more = usage("?meter=events_ingested&window=hour");

        assertThat(before.json().at("/data/0/quantity").asLong()).isEqualTo(2);
        assertThat(after.json().path("data")).isEqualTo(before.json().path("data"));
        assertThat(more.json().at("/data/0/quantity").asLong()).isEqualTo(3);
        assertThat(more.json().path("data")).hasSize(1);
    }

    @Test
    void tellsTheRunningWindowOfAllWidths() {
        publish();
        Instant now = Instant.now();

        for (Width width : Width.values()) {
            JsonNode row = usage("?meter=events_ingested&window=" + width.text())
                    .json()
                    .at("/data/0");

            assertThat(row.path("window_start").asText())
                    .isEqualTo(width.start(now).toString());
            assertThat(row.path("window_end").asText()).isEqualTo(width.end(now).toString());
            assertThat(row.path("quantity").isIntegralNumber()).isTrue();
            assertThat(row.path("complete").asBoolean(true)).isFalse();
            assertThat(row.has("estimated") || row.has("provider")).isFalse();
        }
        assertThat(Instant.parse(usage("").field("as_of"))).isAfterOrEqualTo(now.minusMillis(1));
    }

    @Test
    void showsRequestsThatOnlyRedisHasCountedThisOneToo() {
        publish();

        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(2);
        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(3);
    }

    @Test
    void countsRequestsOnceWhereverTheyAreKept() {
        publish();
        flush();
        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(2);
        rollUp();
        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(3);
        flush();
        rollUp();
        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(4);
        // Another life of Redis's memory, and an instance without Redis.
        Used.requests(id, minute(Instant.now()), "another", 10);
        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(15);
        rollUp();
        assertThat(requests(usage("?meter=api_requests"))).isEqualTo(16);
    }

    @Test
    void goesByTheHourOfReceiptAndByUtcAtEveryBorder() {
        for (String at : List.of(
                "2024-02-28T23:59:59.999999Z",
                "2024-02-29T00:00:00Z",
                "2024-02-29T23:59:59.999999Z",
                "2024-03-01T00:00:00Z",
                // Summer time begins and ends in Europe.
                "2024-03-31T00:59:59Z",
                "2024-03-31T01:00:00Z",
                "2024-10-27T01:30:00Z",
                "2024-12-31T23:59:59.999999Z",
                "2025-01-01T00:00:00Z")) {
            Used.events(id, "github", Instant.parse(at), 1);
        }
        List<String> months = List.of(
                "2025-01-01T00:00:00Z events_ingested - 1 -",
                "2024-12-01T00:00:00Z events_ingested - 1 -",
                "2024-10-01T00:00:00Z events_ingested - 1 -",
                "2024-03-01T00:00:00Z events_ingested - 3 -",
                "2024-02-01T00:00:00Z events_ingested - 3 -");
        List<String> days = List.of(
                "2024-03-01T00:00:00Z events_ingested - 1 -",
                "2024-02-29T00:00:00Z events_ingested - 2 -",
                "2024-02-28T00:00:00Z events_ingested - 1 -");
        List<String> hours =
                List.of("2024-03-31T01:00:00Z events_ingested - 1 -", "2024-03-31T00:00:00Z events_ingested - 1 -");

        for (int rolledUp = 0; rolledUp < 2; rolledUp++) {
            String year = "?meter=events_ingested&from=2024-01-01T00:00:00Z";
            assertThat(Used.rows(usage(year + "&to=2025-02-01T00:00:00Z&window=month")))
                    .isEqualTo(months);
            assertThat(Used.rows(usage(year + "&to=2024-03-02T00:00:00Z"))).isEqualTo(days);
            assertThat(Used.rows(usage("?from=2024-03-31T00:00:00Z&to=2024-03-31T02:00:00Z&window=hour")))
                    .isEqualTo(hours);
            assertThat(Used.rows(usage("?from=2024-03-31T01:00:00%2B01:00&to=2024-03-31T01:00:00Z&window=hour")))
                    .isEqualTo(hours.subList(1, 2));
            rollUp();
        }
    }

    @Test
    void takesFromInclusivelyAndToExclusively() {
        Instant noon = Instant.parse("2025-05-05T12:00:00Z");
        for (int hour = -1; hour <= 1; hour++) {
            Used.events(id, "http", noon.plus(Duration.ofHours(hour)), 1);
        }

        assertThat(Used.rows(usage("?window=hour&from=2025-05-05T11:00:00Z&to=2025-05-05T13:00:00Z")))
                .containsExactly(
                        "2025-05-05T12:00:00Z events_ingested - 1 -", "2025-05-05T11:00:00Z events_ingested - 1 -");
    }

    @Test
    void groupsByProviderOrSumsThem() {
        Instant at = Instant.parse("2025-06-01T10:00:00Z");
        Used.events(id, "github", at, 2);
        Used.events(id, "hub", at, 3);
        rollUp();
        Used.events(id, "github", at, 1);
        Used.requests(id, at, "e", 7);

        assertThat(Used.rows(usage("?from=2025-06-01T00:00:00Z&to=2025-06-02T00:00:00Z&group_by=provider")))
                .containsExactly(
                        "2025-06-01T00:00:00Z api_requests - 7 -",
                        "2025-06-01T00:00:00Z events_ingested github 3 -",
                        "2025-06-01T00:00:00Z events_ingested hub 3 -");
        assertThat(Used.rows(usage("?from=2025-06-01T00:00:00Z&to=2025-06-02T00:00:00Z")))
                .containsExactly(
                        "2025-06-01T00:00:00Z api_requests - 7 -", "2025-06-01T00:00:00Z events_ingested - 6 -");
    }

    @Test
    void asksEachHoursPriceAndTheProvidersOwnFirst() {
        Instant day = Instant.parse("2001-01-01T00:00:00Z");
        Used.price(day, "events_ingested", "", "0.1");
        Used.price(day, "events_ingested", "github", "0.000000000001");
        Used.price(day.plus(Duration.ofHours(5)), "events_ingested", "", "0.30");
        // From then on nothing costs anything, so that no other test sees these.
        Used.price(day.plus(Duration.ofDays(1)), "provider_calls", "nobody", "0");
        Used.events(id, "github", day, 3);
        Used.events(id, "http", day.plusSeconds(3600 * 5 - 1), 3);
        Used.events(id, "http", day.plusSeconds(3600 * 5), 1);
        Used.events(id, "http", day.plus(Duration.ofDays(1)), 1);
        String days = "?meter=events_ingested&from=2001-01-01T00:00:00Z&to=2001-01-03T00:00:00Z";

        for (int rolledUp = 0; rolledUp < 2; rolledUp++) {
            assertThat(Used.rows(usage(days)))
                    .containsExactly(
                            "2001-01-02T00:00:00Z events_ingested - 1 -",
                            // 3 × 0.000000000001 + 3 × 0.1 + 1 × 0.3, exactly.
                            "2001-01-01T00:00:00Z events_ingested - 7 0.600000000003");
            assertThat(Used.rows(usage(days + "&window=hour&group_by=provider")))
                    .containsExactly(
                            "2001-01-02T00:00:00Z events_ingested http 1 -",
                            "2001-01-01T05:00:00Z events_ingested http 1 0.3",
                            "2001-01-01T04:00:00Z events_ingested http 3 0.3",
                            "2001-01-01T00:00:00Z events_ingested github 3 0.000000000003");
            rollUp();
        }
        assertThat(usage(days).json().at("/data/1/cost/currency").asText()).isEqualTo("EUR");
    }

    @Test
    void saysWhereRequestsMayBeMissing() {
        Instant at = Instant.parse("2025-07-31T23:30:00Z");
        Used.requests(id, at, "e", 5);
        Used.requests(id, at.minus(Duration.ofHours(1)), "e", 5);
        Used.gap(id, at, at.plusSeconds(60));

        for (int rolledUp = 0; rolledUp < 2; rolledUp++) {
            JsonNode hours = usage("?window=hour&from=2025-07-31T00:00:00Z&to=2025-08-01T00:00:00Z")
                    .json()
                    .path("data");
            assertThat(hours).hasSize(2);
            assertThat(hours.at("/0/estimated").isBoolean()).isTrue();
            assertThat(hours.at("/1").has("estimated")).isFalse();
            JsonNode month = usage("?window=month&from=2025-07-01T00:00:00Z&to=2025-08-01T00:00:00Z")
                    .json()
                    .at("/data/0");
            assertThat(month.path("quantity").asLong()).isEqualTo(10);
            assertThat(month.path("estimated").asBoolean()).isTrue();
            rollUp();
        }
    }

    @Test
    void saysWhichWindowsAreComplete() {
        Instant at = Instant.parse("2025-08-10T10:00:00Z");
        Used.events(id, "github", at, 1);
        Used.events(id, "github", at.plus(Duration.ofHours(1)), 1);
        rollUp();
        Stored.change(
                "update public.usage_watermarks set complete_to = ? where tenant_id = ?",
                at.plus(Duration.ofHours(1)),
                id.uuid());

        Answer hours = usage("?window=hour&from=2025-08-10T00:00:00Z&to=2025-08-11T00:00:00Z");

        assertThat(hours.json().at("/data/0/complete").asBoolean()).isFalse();
        assertThat(hours.json().at("/data/1/complete").asBoolean()).isTrue();
        assertThat(usage("?from=2025-08-10T00:00:00Z&to=2025-08-11T00:00:00Z")
                        .json()
                        .at("/data/0/complete")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void writesQuantitiesAsIntegersHoweverLarge() {
        Instant month = Instant.parse("2025-09-01T00:00:00Z");
        Used.window(id, "month", month, "api_requests", "", 9_007_199_254_740_993L);

        assertThat(usage("?window=month&from=2025-09-01T00:00:00Z&to=2025-10-01T00:00:00Z")
                        .text())
                .contains("\"quantity\":9007199254740993,");
    }

    @Test
    void leavesWindowsOfNothingOut() {
        Used.window(id, "day", Instant.parse("2025-09-02T00:00:00Z"), "events_ingested", "github", 0);

        assertThat(Used.rows(usage("?from=2025-09-01T00:00:00Z&to=2025-10-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void writesTheSameAsCommaSeparatedValues() {
        Instant at = Instant.parse("2025-10-01T10:00:00Z");
        Used.events(id, "github", at, 2);
        Used.requests(id, at, "e", 7);
        Used.gap(id, at, at);

        Answer csv = Request.get(
                        "/v1/usage?window=day&from=2025-10-01T00:00:00Z&to=2025-10-02T00:00:00Z&group_by=provider")
                .header("Accept", "text/csv")
                .as(tenant)
                .send();

        assertThat(csv.hasStatus(200).header("Content-Type").orElseThrow()).startsWith("text/csv;");
        assertThat(csv.text()).isEqualTo("""
                        meter,window_start,window_end,quantity,complete,estimated,provider,cost_amount,cost_currency\r
                        api_requests,2025-10-01T00:00:00Z,2025-10-02T00:00:00Z,7,false,true,,,\r
                        events_ingested,2025-10-01T00:00:00Z,2025-10-02T00:00:00Z,2,false,,github,,\r
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,application/json",
        "*/*,application/json",
        "'text/csv;q=0.5, application/json',application/json",
        "'text/html, text/csv;q=0.9, */*;q=0.1',text/csv"
    })
    void answersInTheFormThatIsPreferred(String accept, String type) {
        Answer answer =
                Request.get("/v1/usage").header("Accept", accept).as(tenant).send();

        assertThat(answer.hasStatus(200).header("Content-Type").orElseThrow()).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*"})
    void refusesOtherForms(String accept) {
        Request.get("/v1/usage").header("Accept", accept).as(tenant).send().isProblem(406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-01-01T00:30:00Z,from",
        "from=2026-01-01T01:00:00Z,from",
        "to=2026-01-01T01:00:00Z,to",
        "from=2026-01-02T00:00:00Z&window=month,from",
        "to=2026-01-31T00:00:00Z&window=month,to",
        "window=hour&from=2026-01-01T00:00:00.000001Z,from",
        "from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z,to",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,to",
        "from=9999-01-01T00:00:00Z,from",
        "from=1970-01-01T00:00:00Z,from",
        "from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&window=hour,from",
        "from=x,from",
        "window=week,window",
        "window=HOUR,window",
        "meter=requests,meter",
        "group_by=meter,group_by"
    })
    void namesTheParameterThatIsWrong(String query, String name) {
        usageAnswer("?" + query).isInvalid(name);
    }

    @Test
    void takesTheMonthBeforeToWhereThereIsNoFrom() {
        Used.events(id, "github", Instant.parse("2025-01-31T23:59:59Z"), 1);
        Used.events(id, "github", Instant.parse("2025-02-01T00:00:00Z"), 1);
        Used.events(id, "github", Instant.parse("2025-02-28T23:59:59Z"), 1);

        assertThat(Used.rows(usage("?to=2025-03-01T00:00:00Z&window=month")))
                .containsExactly("2025-02-01T00:00:00Z events_ingested - 2 -");
    }

    @Test
    void hidesWhatOthersUsed() {
        TestTenant other = TestTenants.create(TestServers.shared());
        Used.events(id, "github", Instant.parse("2025-03-01T00:00:00Z"), 1);
        Used.window(id, "month", Instant.parse("2025-04-01T00:00:00Z"), "api_requests", "", 5);

        assertThat(Used.rows(Request.get("/v1/usage?window=month&from=2025-03-01T00:00:00Z&to=2025-05-01T00:00:00Z")
                        .as(other)
                        .send()))
                .isEmpty();
    }

    @Test
    void asksForItsScope() {
        TestTenant events = TestTenants.create(TestServers.shared().ownerDatabase(), "events");
        TestTenant usage = TestTenants.create(TestServers.shared().ownerDatabase(), "usage");

        Request.get("/v1/usage").as(events).send().isProblem(403, "forbidden");
        Request.get("/v1/usage").as(usage).send().hasStatus(200);
        Request.get("/v1/usage")
                .bearer(TestIssuers.shared().tenant(id, "tenant-member"))
                .send()
                .hasStatus(200);
        Request.get("/v1/usage").asOperator().send().isProblem(403, "forbidden");
    }

    private void publish() {
        Request.post("/v1/events", """
                {"type":"order.paid","data":{}}""").as(tenant).send().hasStatus(202);
    }

    private Answer usage(String query) {
        return usageAnswer(query).hasStatus(200);
    }

    private Answer usageAnswer(String query) {
        return Request.get("/v1/usage" + query).as(tenant).send();
    }

    private static long requests(Answer usage) {
        return usage.json()
                .path("data")
                .valueStream()
                .mapToLong(row -> row.path("quantity").asLong())
                .sum();
    }

    /** As metering does it every minute. */
    private void flush() {
        RequestCounts counts = RequestCounts.read(redis, id);
        counts.byMinute()
                .forEach((minute, quantity) -> Used.requests(id, RequestCounts.time(minute), counts.epoch(), quantity));
    }

    /** As metering does it every five. */
    private void rollUp() {
        database.transaction(id, statements -> RollUp.count(statements, id, Instant.now(), 1000));
    }

    private static Instant minute(Instant time) {
        return RequestCounts.time(RequestCounts.minute(time));
    }
}
