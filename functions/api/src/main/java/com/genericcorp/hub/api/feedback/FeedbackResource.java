package com.genericcorp.hub.api.feedback;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Answer;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /v1/feedback}: any caller of a tenant. */
@Path("/v1/feedback")
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackResource {
    private final RequestCaller caller;
    private final Bodies bodies;
    private final FeedbackBox box;
    private final Changes changes;

    FeedbackResource(RequestCaller caller, Bodies bodies, FeedbackBox box, Changes changes) {
        this.caller = caller;
        this.bodies = bodies;
        this.box = box;
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response give(InputStream body, RoutingContext context) {
        Caller.OfTenant giver = caller.tenant();
        byte[] bytes = Bodies.read(body);
        NewFeedback given = bodies.json(bytes, NewFeedback.class);
        return changes.once(
                Asked.onceBy(giver, context), bytes, change -> Answer.created(box.take(change, giver.tenant(), given)));
    }
}
