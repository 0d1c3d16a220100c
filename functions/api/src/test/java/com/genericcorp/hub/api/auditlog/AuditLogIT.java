package com.genericcorp.hub.api.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class AuditLogIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Inject
    TenantDatabase database;

    @Test
    void tellsWhoDidWhatByWhichRequest() {
        Answer connection = change();

        Answer list = list("");

        assertThat(list.hasStatus(200).json().path("data")).hasSize(1);
        JsonNode entry = list.json().at("/data/0");
        assertThat(entry.size()).isEqualTo(7);
        assertThat(entry.path("id").asText()).matches("aud_[0-9a-z]{26}");
        assertThat(entry.path("at").asText())
                .isEqualTo(connection.field("created_at"))
                .endsWith("Z");
        assertThat(entry.path("actor").asText()).matches("key:key_[0-9a-z]{26}");
        assertThat(entry.path("action").asText()).isEqualTo("connection.created");
        assertThat(entry.path("target").asText()).isEqualTo(connection.field("id"));
        assertThat(entry.path("request_id").asText())
                .isEqualTo(connection.header("X-Request-Id").orElseThrow());
        assertThat(entry.path("tenant_id").asText()).isEqualTo(tenant.id().toString());
    }

    @Test
    void goesOnAtTheCursorWhateverComesInMeanwhile() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(change().field("id"));
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = list("?limit=2" + cursor);
            seen.addAll(targets(page));
            change();
            JsonNode next = page.json().path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(made);
    }

    @Test
    void hidesAnotherTenantsRecords() {
        TestTenant other = TestTenants.create(TestServers.shared());
        change();

        assertThat(targets(Request.get("/v1/audit-log").as(other).send())).isEmpty();
        assertThat(targets(list(""))).hasSize(1);
    }

    @Test
    void asksForItsScope() {
        TestTenant events = TestTenants.create(TestServers.shared().ownerDatabase(), "events");
        TestTenant audit = TestTenants.create(TestServers.shared().ownerDatabase(), "audit");

        Request.get("/v1/audit-log").as(events).send().isProblem(403, "forbidden");
        Request.get("/v1/audit-log").as(audit).send().hasStatus(200);
        Request.get("/v1/audit-log")
                .bearer(TestIssuers.shared().tenant(tenant.id(), "tenant-member"))
                .send()
                .hasStatus(200);
        Request.get("/v1/audit-log").asOperator().send().isProblem(403, "forbidden");
        Request.get("/v1/audit-log").send().isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=x,limit", "cursor=evt_01arz3ndektsv4rrffq69g5fav,cursor", "cursor=x,cursor"})
    void namesTheParameterThatIsWrong(String query, String name) {
        list("?" + query).isInvalid(name);
    }

    /** However many records the others have: a page is read from the tenant's own end of an index, and not sorted. */
    @Test
    void readsAPageFromAnIndex() {
        TenantId busy = TestTenants.create(TestServers.shared()).id();
        Stored.change("""
                insert into public.audit_log (id, tenant_role, tenant_id, at, actor, action, target, request_id)
                select gen_random_uuid(), ?, ?, now(), 'a', 'b', 'c', 'd' from generate_series(1, 3000)
                """, busy.role(), busy.uuid());
        Stored.change("analyze public.audit_log");

        String plan = String.join(
                "\n",
                database.as(tenant.id())
                        .list(
                                row -> row.getString(1),
                                "explain (costs off) " + AuditEntries.PAGE,
                                tenant.id().uuid(),
                                new UUID(-1, -1),
                                51));

        assertThat(plan)
                .contains("using audit_log_of_tenant", "Index Cond: ((tenant_id = ")
                .doesNotContain("Sort");
    }

    /** Ids made within one millisecond have no order, so each change gets a millisecond of its own. */
    private Answer change() {
        Answer created = Request.post("/v1/connections", """
                {"provider":"github","name":"n"}""").as(tenant).send().hasStatus(201);
        Instant at = Instant.parse(created.field("created_at"));
        while (Instant.now().toEpochMilli() <= at.toEpochMilli()) {
            Thread.onSpinWait();
        }
        return created;
    }

    private Answer list(String query) {
        return Request.get("/v1/audit-log" + query).as(tenant).send();
    }

    private static List<String> targets(Answer list) {
        List<String> targets = new ArrayList<>();
        for (JsonNode entry : list.hasStatus(200).json().path("data")) {
            targets.add(entry.path("target").asText());
        }
        return targets;
    }
}
