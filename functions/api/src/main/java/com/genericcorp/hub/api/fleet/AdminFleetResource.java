package com.genericcorp.hub.api.fleet;

import com.genericcorp.hub.api.auth.RequestCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /admin/v1/fleet}: operators only. */
@Path("/admin/v1/fleet")
@Produces(MediaType.APPLICATION_JSON)
public class AdminFleetResource {
    private final RequestCaller caller;
    private final Fleet fleet;

    AdminFleetResource(RequestCaller caller, Fleet fleet) {
        this.caller = caller;
        this.fleet = fleet;
    }

    @GET
    public FleetState get() {
        caller.operator();
        return fleet.state();
    }
}
