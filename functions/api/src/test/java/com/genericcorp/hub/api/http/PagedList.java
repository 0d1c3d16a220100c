package com.genericcorp.hub.api.http;

import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lists of the API; {@link CursorsIT} compares with the application's. */
enum PagedList {
    API_KEYS("/v1/api-keys", "key_") {
        @Override
        String add(TestTenant tenant) {
            return created(tenant, """
                    {"name":"k","scopes":["events"]}""");
        }

        @Override
        boolean removes() {
            return true;
        }
    },
    CONNECTIONS("/v1/connections", "con_") {
        @Override
        String add(TestTenant tenant) {
            return created(tenant, """
                    {"provider":"github","name":"c"}""");
        }

        @Override
        boolean removes() {
            return true;
        }
    },
    EVENTS("/v1/events", "evt_") {
        @Override
        String add(TestTenant tenant) {
            return Request.post("/v1/events", """
                            {"type":"order.paid","data":{}}""")
                    .as(tenant)
                    .send()
                    .hasStatus(202)
                    .field("event_id");
        }
    },
    AUDIT_LOG("/v1/audit-log", "aud_") {
        @Override
        String add(TestTenant tenant) {
            API_KEYS.add(tenant);
            return Request.get(path() + "?limit=1")
                    .as(tenant)
                    .send()
                    .hasStatus(200)
                    .json()
                    .at("/data/0/id")
                    .asText();
        }
    },
    TENANTS("/admin/v1/tenants", "ten_") {
        @Override
        String add(TestTenant tenant) {
            return TestTenants.create(TestServers.shared()).id().toString();
        }
    };

    private final String path;
    private final String prefix;

    PagedList(String path, String prefix) {
        this.path = path;
        this.prefix = prefix;
    }

    /** Adds a row; its id. */
    abstract String add(TestTenant tenant);

    /** Whether the API can take rows away again. */
    boolean removes() {
        return false;
    }

    String path() {
        return path;
    }

    /** What a cursor of this list begins with. */
    String prefix() {
        return prefix;
    }

    boolean ofOperators() {
        return path.startsWith("/admin/");
    }

    /** Adds rows; their ids, the oldest first. */
    List<String> filledBy(TestTenant tenant, int rows) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            ids.add(add(tenant));
        }
        return ids;
    }

    /** Takes a row away, where that can be; its id when it was there. */
    Optional<String> remove(TestTenant tenant, String id) {
        boolean removed =
                removes() && Request.delete(path + "/" + id).as(tenant).send().status() == 204;
        return removed ? Optional.of(id) : Optional.empty();
    }

    final String created(TestTenant tenant, String body) {
        return Request.post(path, body).as(tenant).send().hasStatus(201).field("id");
    }
}
