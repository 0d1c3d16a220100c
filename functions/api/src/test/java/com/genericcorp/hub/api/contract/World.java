package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.api.document.DocumentNode;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A tenant with one of everything that has an id, and texts that nobody else may ever read. */
record World(TestTenant tenant, String marker, String apiKey, String connection, String event, String operation) {
    /** The webhook secret that the document's examples are signed with. */
    static final String WEBHOOK_SECRET = "change-me-please";

    private static final Ids IDS = new Ids(Clock.systemUTC(), new SecureRandom());

    /** Made through the API where it can be; its plan lets the tests ask as often as they like. */
    static World create() {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        Stored.change(
                "update public.tenants set plan = 'enterprise' where id = ?",
                tenant.id().uuid());
        String marker = "marker-" + tenant.slug();
        String connection = Request.post("/v1/connections", """
                        {"provider":"github","name":"%s","webhook_secret":"%s"}""".formatted(marker, WEBHOOK_SECRET))
                .as(tenant)
                .send()
                .hasStatus(201)
                .field("id");
        byte[] payload = "{\"secret\":\"%s\"}".formatted(marker).getBytes(UTF_8);
        String event = Signing.github(Request.of("POST", "/v1/ingest/" + connection), WEBHOOK_SECRET, marker, payload)
                .send()
                .hasStatus(202)
                .field("event_id");
        return new World(tenant, marker, Keys.idOfAnother(tenant.id()), connection, event, operationOf(tenant));
    }

    /** One that is long done, so that nobody works on it. */
    private static String operationOf(TestTenant tenant) {
        Id id = IDS.next(IdKind.OPERATION);
        Instant now = Instant.now();
        Stored.change("""
                insert into public.operations (id, tenant_role, tenant_id, kind, status, requested_by, request_id,
                  lease_until, hinted_at, created_at, finished_at)
                values (?, ?, ?, 'provision', 'succeeded', 'somebody', 'some request', ?, ?, ?, ?)
                """, id.uuid(), tenant.id().role(), tenant.id().uuid(), now, now, now, now);
        Stored.change("""
                insert into public.operation_steps (operation_id, position, tenant_role, name, started_at, finished_at)
                values (?, 1, ?, 'reserve_slug', ?, ?)
                """, id.uuid(), tenant.id().role(), now, now);
        return id.toString();
    }

    /** The id for a path parameter; the document's component says of what. */
    String id(DocumentNode parameter) {
        return switch (parameter.name()) {
            case "TenantId" -> tenant.id().toString();
            case "ApiKeyId" -> apiKey;
            case "ConnectionId" -> connection;
            case "EventId" -> event;
            case "OperationId" -> operation;
            default -> throw new AssertionError("no recipe for an id as at " + parameter);
        };
    }

    /** The key that has every scope. */
    String secret() {
        return tenant.key().secret();
    }

    /** By an operator, so that no cache says otherwise. */
    World suspend() {
        Request.of("POST", "/admin/v1/tenants/" + tenant.id() + "/suspend")
                .asOperator()
                .send()
                .hasStatus(202);
        return this;
    }

    /** Nothing of this tenant stands in the answer. */
    void assertHiddenIn(Answer answer) {
        assertThat(List.of(
                        tenant.id().toString(),
                        tenant.id().characters(),
                        tenant.slug(),
                        apiKey,
                        connection,
                        event,
                        operation,
                        marker))
                .allSatisfy(text -> assertThat(answer.toString()).doesNotContain(text));
    }
}
