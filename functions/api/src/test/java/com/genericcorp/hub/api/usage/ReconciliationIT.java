package com.genericcorp.hub.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class ReconciliationIT {
    private final TenantId tenant = TestTenants.create(TestServers.shared()).id();

    @Test
    void namesWhatDiffersAndWhereRequestsMayBeMissing() {
        // Later than what other tests leave behind, of which a thousand may be shown.
        Instant at = Instant.parse("2098-01-01T10:00:00Z");
        Stored.change("""
                insert into public.usage_differences
                  (tenant_role, tenant_id, window_start, meter, provider, quantity, row_count, found_at)
                values (?, ?, ?, 'events_ingested', 'github', 12, 13, ?), (?, ?, ?, 'api_requests', '', 7, 5, ?)
                """, tenant.role(), tenant.uuid(), at, at, tenant.role(), tenant.uuid(), at, at);
        Used.gap(tenant, at, at.plusSeconds(60));

        JsonNode report = Request.get("/admin/v1/usage/reconciliation")
                .asOperator()
                .send()
                .hasStatus(200)
                .json();

        assertThat(own(report.path("data"))).containsExactly("""
                        {"tenant_id":"%1$s","meter":"api_requests","window_start":"2098-01-01T10:00:00Z","quantity":7,"rows":5,"difference":2,"found_at":"2098-01-01T10:00:00Z"}""".formatted(tenant), """
                        {"tenant_id":"%1$s","meter":"events_ingested","window_start":"2098-01-01T10:00:00Z","provider":"github","quantity":12,"rows":13,"difference":-1,"found_at":"2098-01-01T10:00:00Z"}""".formatted(tenant));
        assertThat(own(report.path("gaps"))).containsExactly("""
                        {"tenant_id":"%s","meter":"api_requests","from":"2098-01-01T10:00:00Z","to":"2098-01-01T10:01:00Z","cause":"redis_lost_counts","found_at":"2098-01-01T10:01:00Z"}""".formatted(tenant));
        // This tenant was never compared.
        assertThat(report.path("as_of").isNull()).isTrue();
    }

    private List<String> own(JsonNode rows) {
        return rows.valueStream()
                .filter(row -> row.path("tenant_id").asText().equals(tenant.toString()))
                .map(JsonNode::toString)
                .toList();
    }
}
