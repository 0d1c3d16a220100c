package com.genericcorp.hub.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.tenancy.Statements;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An active tenant that has lived: connections, events, keys, and records of what it did. */
public record FilledTenant(TenantId id, String slug, UUID connection) {
    /** As providers write it: numbers no double holds, escapes, white space, line breaks, other alphabets. */
    public static final List<String> PAYLOADS = List.of(
            "{\"ref\":\"refs/heads/main\",\"n\":12345678901234567890.12345678901234567890e+400}",
            "{ \"a\" : [1.0,1.00,-0] , \"text\":\"\\u00e9\\/\\ud83d\\ude00 \\n \\\"}]\" }",
            "{\r\n  \"pretty\": true,\n  \"list\": [\n    1\n  ]\n}\n",
            "{\"日本\":\"語\",\"\":null}",
            "[]",
            "\"text\"",
            "null");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Ids IDS = new Ids(Clock.systemUTC(), RANDOM);

    public static FilledTenant create(OwnerDatabase database) {
        TestTenant tenant = TestTenants.create(database, "*");
        FilledTenant filled = new FilledTenant(
                tenant.id(), tenant.slug(), IDS.next(IdKind.CONNECTION).uuid());
        database.transaction(connection -> {
            Statements statements = Statements.on(connection, tenant.id());
            filled.connect(statements);
            PAYLOADS.forEach(payload -> filled.receive(statements, payload.getBytes(UTF_8)));
            filled.remember(statements);
            return filled;
        });
        return filled;
    }

    private void connect(Statements statements) {
        Instant now = Clock.systemUTC().instant();
        byte[] secret = "a secret".getBytes(UTF_8);
        statements.update("""
                insert into {t}.connections (id, provider, name, status, config, credentials, created_at)
                values (?, 'github', 'Main "repository"', 'enabled', '{"a":1}', ?, ?)
                """, connection, secret, now);
        statements.update("""
                insert into public.connection_routes
                  (connection_id, tenant_role, tenant_id, provider, status, webhook_secrets)
                values (?, ?, ?, 'github', 'enabled', array[?]::bytea[])
                """, connection, id.role(), id.uuid(), secret);
    }

    public void receive(Statements statements, byte[] payload) {
        Instant now = Clock.systemUTC().instant();
        UUID event = IDS.next(IdKind.EVENT).uuid();
        statements.update("""
                insert into {t}.events (id, connection_id, provider, provider_event, provider_delivery_id, type,
                  time, received_at, data)
                values (?, ?, 'github', 'push', ?, 'code.push', ?, ?, ?)
                """, event, connection, event.toString(), now, now, payload);
    }

    private void remember(Statements statements) {
        Instant now = Clock.systemUTC().instant();
        statements.update("""
                insert into public.audit_log (id, tenant_role, tenant_id, at, actor, action, target, request_id)
                values (?, ?, ?, ?, 'operator:test', 'tenant.created', 'ten_test', 'req')
                """, IDS.next(IdKind.AUDIT_RECORD).uuid(), id.role(), id.uuid(), now);
        statements.update("""
                insert into public.feedback (id, tenant_role, tenant_id, actor, rating, text, created_at)
                values (?, ?, ?, 'key:test', 5, 'Good.', ?)
                """, UUID.randomUUID(), id.role(), id.uuid(), now);
        statements.update("""
                insert into public.usage_minutes (tenant_role, tenant_id, meter, minute, epoch, quantity)
                values (?, ?, 'api_requests', ?, 'e', 7)
                """, id.role(), id.uuid(), now);
        statements.update(
                """
                insert into public.idempotency_keys
                  (tenant_role, name, id, body_hash, claimed_until, expires_at, status, body)
                values (?, ?, ?, ?, ?, ?, 201, ?)
                """,
                id.role(),
                new byte[] {1},
                UUID.randomUUID(),
                new byte[] {2},
                now,
                now,
                "an answer".getBytes(UTF_8));
    }
}
