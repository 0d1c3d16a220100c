package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.usage.RollUp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class AdminUsageIT {
    private static final Instant DAY = Instant.parse("2025-03-10T00:00:00Z");
    private static final String RANGE = "from=2025-03-10T00:00:00Z&to=2025-03-11T00:00:00Z";

    private final TenantId one = TestTenants.create(TestServers.shared()).id();
    private final TenantId two = TestTenants.create(TestServers.shared()).id();

    @Inject
    TenantDatabase database;

    @Test
    void showsWhatRollUpsStoredOfEveryTenant() {
        Used.events(one, "github", DAY, 2);
        Used.events(one, "http", DAY, 1);
        Used.events(two, "github", DAY, 5);
        rollUp(one);
        rollUp(two);
        Used.events(two, "github", DAY, 1);

        Map<String, String> quantities = of(usage("?" + RANGE + "&meter=events_ingested"), one, two);

        assertThat(quantities).isEqualTo(Map.of(one.toString(), "3", two.toString(), "5"));
        assertThat(usage("?" + RANGE + "&group_by=provider&tenant=" + one)
                        .json()
                        .path("data")
                        .valueStream()
                        .map(row -> row.path("provider").asText() + row.path("quantity"))
                        .toList())
                .containsExactly("http1", "github2");
    }

    @Test
    void isAsOfWhatTheLastRollUpCompleted() {
        assertThat(usage("?tenant=" + one).json().path("as_of").isNull()).isTrue();

        rollUp(one);
        Stored.change(
                "update public.usage_watermarks set complete_to = ? where tenant_id = ?",
                DAY.plusSeconds(7),
                one.uuid());

        assertThat(usage("?tenant=" + one).field("as_of")).isEqualTo("2025-03-10T00:00:07Z");
    }

    /** Its watermark went with it. */
    @Test
    void knowsThatTheWindowsOfATenantThatLeftAreComplete() {
        Used.window(one, "day", DAY, "events_ingested", "github", 4);

        JsonNode row = usage("?" + RANGE + "&tenant=" + one).json().at("/data/0");

        assertThat(row.path("complete").asBoolean()).isTrue();
        assertThat(row.path("quantity").asLong()).isEqualTo(4);
    }

    @Test
    void writesCommaSeparatedValuesWithTheTenantFirst() {
        Used.events(one, "github", DAY, 2);
        rollUp(one);

        String csv = Request.get("/admin/v1/usage?" + RANGE + "&tenant=" + one)
                .header("Accept", "text/csv")
                .asOperator()
                .send()
                .hasStatus(200)
                .text();

        assertThat(csv).isEqualTo("""
                        tenant_id,meter,window_start,window_end,quantity,complete,estimated,provider,cost_amount,cost_currency\r
                        %s,events_ingested,2025-03-10T00:00:00Z,2025-03-11T00:00:00Z,2,false,,,,\r
                        """.formatted(one));
    }

    /** More than two pages, while the newest windows come in on top. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&group_by=provider"})
    void goesOnAtTheCursorWhateverComesInMeanwhile(String grouping) {
        int hours = 7_000;
        Instant first = Instant.parse("2024-01-01T00:00:00Z");
        Stored.change("""
                insert into public.usage_windows (tenant_role, tenant_id, width, window_start, meter, provider, quantity)
                select ?, ?, 'hour', ?::timestamptz + n * interval '1 hour', meter, provider, 1
                from generate_series(0, ? - 1) n,
                  (values ('api_requests', ''), ('events_ingested', 'github'), ('events_ingested', 'http'))
                    as used (meter, provider)
                """, one.role(), one.uuid(), first, hours);
        String query = "?window=hour&from=2024-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&tenant=" + one + grouping;

        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = usage(query + cursor);
            page.json()
                    .path("data")
                    .forEach(row -> seen.add(row.path("window_start").asText()
                            + row.path("meter")
                            + row.path("provider").asText()));
            Used.window(one, "hour", first.plus(Duration.ofHours(hours + pages)), "api_requests", "", 1);
            JsonNode next = page.json().path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(grouping.isEmpty() ? 2 : 3);
        assertThat(seen).hasSize(hours * (grouping.isEmpty() ? 2 : 3)).doesNotHaveDuplicates();
        assertThat(seen.stream().map(row -> row.substring(0, 20)).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(Request.get("/admin/v1/usage" + query)
                        .header("Accept", "text/csv")
                        .asOperator()
                        .send()
                        .hasStatus(200)
                        .header("X-Next-Cursor"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=x,cursor",
        "cursor=MTIzNDU2Nzg5MA,cursor",
        "cursor=%00,cursor",
        "cursor='--,cursor",
        "tenant=x,tenant",
        "tenant=evt_01arz3ndektsv4rrffq69g5fav,tenant",
        "window=week,window",
        "from=2025-03-10T01:00:00Z,from"
    })
    void namesTheParameterThatIsWrong(String query, String name) {
        Request.get("/admin/v1/usage?" + query).asOperator().send().isInvalid(name);
    }

    @Test
    void findsNothingOfATenantThatIsNot() {
        Answer answer = usage("?tenant=ten_01arz3ndektsv4rrffq69g5fav");

        assertThat(answer.json().path("data")).isEmpty();
        assertThat(answer.json().path("as_of").isNull()).isTrue();
    }

    private static Answer usage(String query) {
        return Request.get("/admin/v1/usage" + query).asOperator().send().hasStatus(200);
    }

    /** Other tests have tenants of their own. */
    private static Map<String, String> of(Answer usage, TenantId... tenants) {
        List<String> wanted = Arrays.stream(tenants).map(TenantId::toString).toList();
        return usage.json()
                .path("data")
                .valueStream()
                .filter(row -> wanted.contains(row.path("tenant_id").asText()))
                .collect(Collectors.toMap(
                        row -> row.path("tenant_id").asText(),
                        row -> row.path("quantity").asText()));
    }

    private void rollUp(TenantId tenant) {
        database.transaction(tenant, statements -> RollUp.count(statements, tenant, Instant.now(), 1000));
    }
}
