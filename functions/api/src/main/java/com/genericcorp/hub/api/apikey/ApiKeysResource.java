package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Answer;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.Cursor;
import com.genericcorp.hub.api.http.Page;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/api-keys}: scope {@code keys}. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeysResource {
    private static final String PATH = "/v1/api-keys/";

    private final RequestCaller caller;
    private final Bodies bodies;
    private final ApiKeyIssue issue;
    private final TenantApiKeys keys;
    private final Changes changes;

    ApiKeysResource(RequestCaller caller, Bodies bodies, ApiKeyIssue issue, TenantApiKeys keys, Changes changes) {
        this.caller = caller;
        this.bodies = bodies;
        this.issue = issue;
        this.keys = keys;
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.KEYS);
        byte[] bytes = Bodies.read(body);
        NewApiKey wanted = bodies.json(bytes, NewApiKey.class);
        ApiKeyIssue.requireScopes(writer, wanted.scopes());
        return changes.once(Asked.onceBy(writer, context), bytes, change -> {
            IssuedApiKey issued = issue.issue(change, writer.tenant(), wanted);
            return Answer.created(PATH + issued.id(), issued).withSecretOf(writer.tenant());
        });
    }

    @GET
    public Page<TenantApiKey> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        Caller.OfTenant reader = caller.reader(Scope.KEYS);
        int size = Page.limit(limit);
        return Page.of(
                keys.list(reader.tenant(), Cursor.decode(IdKind.API_KEY, cursor), size + 1), size, TenantApiKey::id);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@RestPath String id, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.KEYS);
        Id key = known(id);
        changes.make(Asked.by(writer, context), change -> {
            keys.revoke(change, writer.tenant(), key);
            return key;
        });
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rotate(@RestPath String id, InputStream body, RoutingContext context) {
        Caller.OfTenant writer = caller.writer(Scope.KEYS);
        Id key = known(id);
        byte[] bytes = Bodies.read(body);
        Rotation wanted = bodies.json(bytes, Rotation.class);
        keys.requireScopesOf(writer, key);
        return changes.once(Asked.onceBy(writer, context), bytes, change -> {
            IssuedApiKey rotated = keys.rotate(change, writer.tenant(), key, wanted);
            return Answer.accepted(rotated).withSecretOf(writer.tenant());
        });
    }

    private static Id known(String id) {
        return Id.parse(IdKind.API_KEY, id).orElseThrow(() -> Refusal.notFound("API key"));
    }
}
