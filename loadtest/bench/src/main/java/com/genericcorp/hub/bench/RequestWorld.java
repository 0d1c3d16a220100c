package com.genericcorp.hub.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.secrets.LocalMasterKey;
import com.genericcorp.hub.secrets.Place;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.Statements;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tenants, connections and events that requests are about, and the same for the floor in a schema of its own. */
final class RequestWorld {
    static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final int TENANTS = 8;
    private static final int CONNECTIONS_EACH = 8;
    private static final int EVENTS_EACH = 200;
    private static final String SECRET = "a-secret-of-the-benches";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Ids IDS = new Ids(Clock.systemUTC(), RANDOM);

    private final List<Tenant> tenants;
    private final byte[] payload = Payload.push();
    private final String signature = "sha256=" + sign(payload);
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong byTheHub = new AtomicLong();
    private final AtomicLong byTheFloor = new AtomicLong();

    private RequestWorld(List<Tenant> tenants) {
        this.tenants = List.copyOf(tenants);
    }

    record Tenant(TenantId id, ApiKey key, List<Id> connections, List<Id> events) {}

    static RequestWorld make(Database database) throws SQLException {
        OwnerDatabase owner = new OwnerDatabase(
                database.plain(database.server().ownerUser(), database.server().ownerPassword()));
        database.execute("""
                create schema bench;
                create table bench.events (
                  id uuid primary key, connection_id uuid, provider text not null, provider_event text not null,
                  provider_delivery_id text not null, type text not null, subject text, url text, time timestamptz not null,
                  received_at timestamptz not null, data bytea not null, tx xid8 not null default pg_current_xact_id(),
                  unique (connection_id, provider_delivery_id));
                create index on bench.events (type, id);
                create index on bench.events (tx);
                grant usage on schema bench to hub_api;
                grant select, insert on bench.events to hub_api;
                """);
        List<Tenant> tenants =
                IntStream.range(0, TENANTS).mapToObj(i -> tenant(owner, i)).toList();
        database.execute("analyze");
        return new RequestWorld(tenants);
    }

    private static Tenant tenant(OwnerDatabase owner, int number) {
        TenantId id = IDS.nextTenant();
        ApiKey key = ApiKey.generate(id, RANDOM);
        Secrets secrets = new Secrets(new LocalMasterKey(MASTER_KEY, RANDOM), RANDOM);
        byte[] dataKey = secrets.newDataKey(id);
        Instant now = Clock.systemUTC().instant();
        TenantSchema schema = new TenantSchema(TenantScripts.packaged());
        List<Id> connections = IntStream.range(0, CONNECTIONS_EACH)
                .mapToObj(i -> IDS.next(IdKind.CONNECTION))
                .toList();
        List<Id> events = IntStream.range(0, EVENTS_EACH)
                .mapToObj(i -> IDS.next(IdKind.EVENT))
                .toList();
        return owner.transaction(connection -> {
            Statements statements = Statements.on(connection, id);
            statements.update("""
                    insert into public.tenants (id, tenant_role, slug, name, plan, admin_email, status, data_key, created_at,
                      requests_per_hour, ingest_per_second, ingest_burst)
                    values (?, ?, ?, 'Bench', 'enterprise', 'admin@example.com', 'active', ?, ?,
                      2000000000, 1000000, 1000000)
                    """, id.uuid(), id.role(), "bench-" + number, dataKey, now);
            schema.create(connection, id);
            schema.migrate(connection, id);
            ApiKeys.insert(statements, IDS.next(IdKind.API_KEY), key, "bench", List.of("*"), now, null);
            for (Id each : connections) {
                byte[] secret = secrets.encrypt(
                        id,
                        dataKey,
                        Place.of("connection_routes", each.uuid(), "webhook_secrets"),
                        SECRET.getBytes(UTF_8));
                statements.update("""
                        insert into public.connection_routes
                          (connection_id, tenant_role, tenant_id, provider, status, webhook_secrets)
                        values (?, ?, ?, 'github', 'enabled', ?)
                        """, each.uuid(), id.role(), id.uuid(), new byte[][] {secret});
            }
            byte[] payload = Payload.push();
            for (Id event : events) {
                statements.update(
                        """
                        insert into {t}.events (id, connection_id, provider, provider_event, provider_delivery_id, type,
                          subject, url, time, received_at, data)
                        values (?, ?, 'github', 'push', ?, 'code.push', 'main', 'https://example.com/compare', ?, ?, ?)
                        """, event.uuid(), connections.getFirst().uuid(), event.toString(), now, now, payload);
                statements.update("insert into bench.events select * from {t}.events where id = ?", event.uuid());
            }
            return new Tenant(id, key, connections, events);
        });
    }

    List<Tenant> tenants() {
        return tenants;
    }

    /** How many events there are, the floor's too. */
    long events(Database database) throws SQLException {
        StringBuilder sql = new StringBuilder("select (select count(*) from bench.events)");
        tenants.forEach(tenant -> sql.append(" + (select count(*) from ")
                .append(tenant.id().role())
                .append(".events)"));
        return database.number(sql.toString());
    }

    /** Notes {@code more} answers to requests that Redis must have counted. */
    void toBeCounted(boolean floor, long more) {
        (floor ? byTheFloor : byTheHub).addAndGet(more);
    }

    long toBeCounted(boolean floor) {
        return (floor ? byTheFloor : byTheHub).get();
    }

    List<Exchange> reads(boolean floor, int connections) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            exchanges.add(new Read(tenants.get(i % TENANTS), floor, i));
        }
        return exchanges;
    }

    List<Exchange> deliveries(boolean floor, int connections) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Tenant tenant = tenants.get(i % TENANTS);
            exchanges.add(new Delivery(tenant.connections().get(i / TENANTS % CONNECTIONS_EACH), floor));
        }
        return exchanges;
    }

    /** Reads the tenant's events in turn; the right answer begins with the id and has the whole payload. */
    private final class Read implements Exchange {
        private final List<byte[]> requests = new ArrayList<>();
        private final List<byte[]> beginnings = new ArrayList<>();
        private int next;

        Read(Tenant tenant, boolean floor, int start) {
            this.next = start;
            for (Id event : tenant.events()) {
                String id = floor ? event.uuid().toString() : event.toString();
                requests.add(("GET /v1/events/" + id + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + tenant.key().secret() + "\r\nAccept: application/json\r\n\r\n")
                        .getBytes(US_ASCII));
                beginnings.add(("{\"id\":\"" + id + "\"").getBytes(US_ASCII));
            }
        }

        @Override
        public byte[] next() {
            next = (next + 1) % requests.size();
            return requests.get(next);
        }

        @Override
        public boolean isRight(int status, byte[] answer, int bodyFrom, int length) {
            byte[] beginning = beginnings.get(next);
            return status == 200
                    && length - bodyFrom > payload.length
                    && Arrays.equals(answer, bodyFrom, bodyFrom + beginning.length, beginning, 0, beginning.length)
                    && Arrays.equals(answer, length - 1 - payload.length, length - 1, payload, 0, payload.length);
        }
    }

    /** Sends the same payload as one new delivery after the other. */
    private final class Delivery implements Exchange {
        private static final String ACCEPTED = "\"duplicate\":false}";

        private final String path;

        Delivery(Id connection, boolean floor) {
            this.path = floor ? connection.uuid().toString() : connection.toString();
        }

        @Override
        public byte[] next() {
            byte[] head = ("POST /v1/ingest/" + path
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "X-GitHub-Event: push\r\nX-GitHub-Delivery: "
                            + new UUID(deliveries.incrementAndGet(), payload.length) + "\r\nX-Hub-Signature-256: "
                            + signature + "\r\nContent-Length: " + payload.length + "\r\n\r\n")
                    .getBytes(US_ASCII);
            byte[] request = Arrays.copyOf(head, head.length + payload.length);
            System.arraycopy(payload, 0, request, head.length, payload.length);
            return request;
        }

        @Override
        public boolean isRight(int status, byte[] answer, int bodyFrom, int length) {
            return status == 202 && new String(answer, bodyFrom, length - bodyFrom, US_ASCII).endsWith(ACCEPTED);
        }
    }

    private static String sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
