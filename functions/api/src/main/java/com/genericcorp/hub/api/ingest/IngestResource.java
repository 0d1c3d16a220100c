package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.HeaderValues;
import com.genericcorp.hub.api.provider.Webhook;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
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
    private final Ingest ingest;

    IngestResource(Ingest ingest) {
        this.ingest = ingest;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response ingest(
            @RestPath String id, @Context HttpHeaders headers, InputStream body, RoutingContext context) {
        Id connection = Id.parse(IdKind.CONNECTION, id).orElseThrow(() -> Refusal.notFound("connection"));
        Delivery delivery = new Delivery(
                connection,
                context.request(),
                () -> new Webhook(name -> HeaderValues.get(headers, name), Bodies.read(body, Bodies.INGEST_LIMIT)));
        return Response.accepted(ingest.accept(delivery)).build();
    }
}
