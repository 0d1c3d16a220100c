package com.genericcorp.hub.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;

/**
 * A bare function of the extensions that provisioning and metering share: what they cost a start by themselves. The best
 * found is to have nothing else: one bean that answers what it was asked.
 */
@Singleton
public class FloorFunction {
    @Funq("floor")
    public JsonNode floor(JsonNode payload) {
        return payload;
    }
}
