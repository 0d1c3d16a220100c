package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.api.auth.HostTenant;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.HeaderValues;
import com.genericcorp.hub.api.provider.Webhook;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.telemetry.LogContext;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /v1/ingest/{con_id}}: the provider's signature is the authentication. */
@Path("/v1/ingest/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class IngestResource {
    private final Routes routes;
    private final Ingest ingest;
    private final HostTenant hostTenant;

    IngestResource(Routes routes, Ingest ingest, HostTenant hostTenant) {
        this.routes = routes;
        this.ingest = ingest;
        this.hostTenant = hostTenant;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response ingest(
            @RestPath String id, @Context HttpHeaders headers, InputStream body, RoutingContext context) {
        Id connection = Id.parse(IdKind.CONNECTION, id).orElseThrow(() -> Refusal.notFound("connection"));
        Route route = routes.find(connection).orElseThrow(() -> Refusal.notFound("connection"));
        LogContext.tenant(route.tenant().toString());
        hostTenant.check(context.request(), route.tenantSlug());
        switch (route.tenantStatus()) {
            case "active" -> {}
            case "suspended" -> throw new Refusal(ErrorType.TENANT_SUSPENDED, "The tenant is suspended.");
            default -> throw Refusal.notFound("connection");
        }
        if (!route.enabled()) {
            throw Refusal.notFound("connection");
        }
        byte[] bytes = Bodies.read(body, Bodies.INGEST_LIMIT);
        Webhook webhook = new Webhook(name -> HeaderValues.get(headers, name), bytes);
        return Response.accepted(ingest.accept(route, connection, webhook)).build();
    }
}
