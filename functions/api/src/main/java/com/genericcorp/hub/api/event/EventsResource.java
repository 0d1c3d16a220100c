package com.genericcorp.hub.api.event;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Answer;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.Cursor;
import com.genericcorp.hub.api.http.Page;
import com.genericcorp.hub.api.payload.Cut;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/events}: scope {@code events}. */
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {
    private final RequestCaller caller;
    private final Events events;
    private final EventJson json;
    private final Bodies bodies;
    private final Changes changes;

    EventsResource(RequestCaller caller, Events events, EventJson json, Bodies bodies, Changes changes) {
        this.caller = caller;
        this.events = events;
        this.json = json;
        this.bodies = bodies;
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(InputStream body, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.EVENTS);
        byte[] bytes = Bodies.read(body);
        Cut cut = Cut.out("data", bytes);
        NewEvent wanted = bodies.json(cut.rest(), NewEvent.class);
        byte[] data = Objects.requireNonNull(cut.value(), "the body was checked to have data");
        return changes.once(
                Asked.onceBy(writer, context),
                bytes,
                change -> Answer.accepted(events.publish(change, writer.tenant(), wanted, data)));
    }

    @GET
    public byte[] list(
            @RestQuery @Nullable String type,
            @RestQuery @Nullable String provider,
            @RestQuery @Nullable String connection,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String include,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        TenantId tenant = caller.reader(Scope.EVENTS).tenant();
        EventFilter filter = EventFilter.parse(type, provider, connection, from, to);
        int size = Page.limit(limit);
        Events.Slice slice =
                events.list(tenant, filter, Cursor.decode(IdKind.EVENT, cursor), size, includesData(include));
        return json.page(slice);
    }

    @GET
    @Path("/{id}")
    public byte[] get(@RestPath String id) {
        Caller.OfTenant reader = caller.reader(Scope.EVENTS);
        return Id.parse(IdKind.EVENT, id)
                .flatMap(event -> events.find(reader.tenant(), event))
                .map(json::event)
                .orElseThrow(() -> Refusal.notFound("event"));
    }

    private static boolean includesData(@Nullable String include) {
        if (include != null && !include.equals("data")) {
            throw Refusal.invalid("include", "Only data can be included.");
        }
        return include != null;
    }
}
