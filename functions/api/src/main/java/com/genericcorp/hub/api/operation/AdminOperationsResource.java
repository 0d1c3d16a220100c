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
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /admin/v1/operations}: operators only. */
@Path("/admin/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
public class AdminOperationsResource {
    private final RequestCaller caller;
    private final Operations operations;

    AdminOperationsResource(RequestCaller caller, Operations operations) {
        this.caller = caller;
        this.operations = operations;
    }

    /** Never cached: a succeeded provisioning shows a key for its first ten minutes. */
    @GET
    @Path("/{id}")
    public Response get(@RestPath String id) {
        Caller.Operator operator = caller.operator();
        Operation operation = Id.parse(IdKind.OPERATION, id)
                .flatMap(known -> operations.find(operator, known))
                .orElseThrow(() -> Refusal.notFound("operation"));
        return Response.ok(operation).header("Cache-Control", "no-store").build();
    }
}
