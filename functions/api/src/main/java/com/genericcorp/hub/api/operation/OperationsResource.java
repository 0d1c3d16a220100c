package com.genericcorp.hub.api.operation;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /v1/operations}: any caller of a tenant, about its own. */
@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {
    private final RequestCaller caller;
    private final Operations operations;

    OperationsResource(RequestCaller caller, Operations operations) {
        this.caller = caller;
        this.operations = operations;
    }

    @GET
    @Path("/{id}")
    public Operation get(@RestPath String id) {
        Caller.OfTenant reader = caller.tenant();
        return Id.parse(IdKind.OPERATION, id)
                .flatMap(known -> operations.find(reader.tenant(), known))
                .orElseThrow(() -> Refusal.notFound("operation"));
    }
}
