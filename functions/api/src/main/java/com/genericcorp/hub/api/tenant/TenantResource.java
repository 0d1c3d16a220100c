package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.api.auth.RequestCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /v1/tenant}: the caller's own tenant. */
@Path("/v1/tenant")
@Produces(MediaType.APPLICATION_JSON)
public class TenantResource {
    private final RequestCaller caller;
    private final Tenants tenants;

    TenantResource(RequestCaller caller, Tenants tenants) {
        this.caller = caller;
        this.tenants = tenants;
    }

    @GET
    public Tenant get() {
        return tenants.own(caller.tenant().tenant());
    }
}
