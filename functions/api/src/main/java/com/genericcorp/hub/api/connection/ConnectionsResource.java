package com.genericcorp.hub.api.connection;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Answer;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.Cursor;
import com.genericcorp.hub.api.http.Page;
import com.genericcorp.hub.api.http.Patch;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/connections}: scope {@code connections}. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionsResource {
    private final RequestCaller caller;
    private final Bodies bodies;
    private final Connections connections;
    private final CredentialRotation rotation;
    private final Changes changes;

    ConnectionsResource(
            RequestCaller caller,
            Bodies bodies,
            Connections connections,
            CredentialRotation rotation,
            Changes changes) {
        this.caller = caller;
        this.bodies = bodies;
        this.connections = connections;
        this.rotation = rotation;
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.CONNECTIONS);
        byte[] bytes = Bodies.read(body);
        NewConnection wanted = bodies.json(bytes, NewConnection.class);
        return changes.once(Asked.onceBy(writer, context), bytes, change -> {
            Connection created = connections.create(change, writer.tenant(), wanted);
            return Answer.created("/v1/connections/" + created.id(), created).withSecretOf(writer.tenant());
        });
    }

    @GET
    public Page<Connection> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        Caller.OfTenant reader = caller.reader(Scope.CONNECTIONS);
        int size = Page.limit(limit);
        return Page.of(
                connections.list(reader.tenant(), Cursor.decode(IdKind.CONNECTION, cursor), size + 1),
                size,
                Connection::id);
    }

    @GET
    @Path("/{id}")
    public Connection get(@RestPath String id) {
        Caller.OfTenant reader = caller.reader(Scope.CONNECTIONS);
        return connections.find(reader.tenant(), known(id)).orElseThrow(() -> Refusal.notFound("connection"));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({Patch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Connection patch(@RestPath String id, InputStream body, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.CONNECTIONS);
        Id connection = known(id);
        ConnectionPatch patch = bodies.json(body, ConnectionPatch.class);
        return changes.make(
                Asked.by(writer, context), change -> connections.patch(change, writer.tenant(), connection, patch));
    }

    @POST
    @Path("/{id}/rotate-credentials")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotateCredentials(@RestPath String id, InputStream body, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.CONNECTIONS);
        Id connection = known(id);
        byte[] bytes = Bodies.read(body);
        NewCredentials wanted = bodies.json(bytes, NewCredentials.class);
        return changes.once(
                Asked.onceBy(writer, context),
                bytes,
                change -> Answer.accepted(rotation.rotate(change, writer.tenant(), connection, wanted))
                        .withSecretOf(writer.tenant()));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@RestPath String id, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.CONNECTIONS);
        Id connection = known(id);
        changes.make(Asked.by(writer, context), change -> {
            connections.delete(change, writer.tenant(), connection);
            return connection;
        });
    }

    private static Id known(String id) {
        return Id.parse(IdKind.CONNECTION, id).orElseThrow(() -> Refusal.notFound("connection"));
    }
}
