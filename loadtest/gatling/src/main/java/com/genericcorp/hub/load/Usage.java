package com.genericcorp.hub.load;

import com.fasterxml.jackson.databind.JsonNode;

/** What the hub metered of a tenant, all windows of an answer together. */
record Usage(long requests, long events) {
    static Usage read(JsonNode answer) {
        return new Usage(sum(answer, "api_requests"), sum(answer, "events_ingested"));
    }

    private static long sum(JsonNode answer, String meter) {
        long sum = 0;
        for (JsonNode row : answer.path("data")) {
            if (row.path("meter").asText().equals(meter)) {
                sum += row.path("quantity").asLong();
            }
        }
        return sum;
    }
}
