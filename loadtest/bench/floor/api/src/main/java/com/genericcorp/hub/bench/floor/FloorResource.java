package com.genericcorp.hub.bench.floor;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/**
 * A bare function of the API's extensions: what they cost a start by themselves. The best found is to have nothing else:
 * one resource, no bean that starts, no filter, the same settings where they spare work.
 */
@Path("/floor")
public class FloorResource {
    @GET
    public String floor() {
        return "{}";
    }
}
