package com.genericcorp.hub.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.ids.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A message about some tenants: {@code {"tenants":["ten_…",…]}}. */
public record TenantsMessage(List<TenantId> tenants) {
    public TenantsMessage {
        tenants = List.copyOf(tenants);
    }

    static String body(List<TenantId> tenants) {
        return tenants.stream()
                .map(tenant -> '"' + tenant.toString() + '"')
                .collect(Collectors.joining(",", "{\"tenants\":[", "]}"));
    }

    /** @throws IllegalArgumentException when it names no tenants, or something else among them */
    public static TenantsMessage of(JsonNode message) {
        JsonNode named = message.path("tenants");
        if (!named.isArray() || named.isEmpty()) {
            throw new IllegalArgumentException("tenants is not a list of tenants");
        }
        List<TenantId> tenants = new ArrayList<>();
        for (JsonNode id : named) {
            tenants.add(TenantId.parse(id.asText())
                    .orElseThrow(() -> new IllegalArgumentException("tenants holds what is not the id of a tenant")));
        }
        return new TenantsMessage(tenants);
    }
}
