package com.genericcorp.hub.api.event;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.http.Cursor;
import com.genericcorp.hub.api.http.Page;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

    EventsResource(RequestCaller caller, Events events, EventJson json) {
        this.caller = caller;
        this.events = events;
        this.json = json;
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
