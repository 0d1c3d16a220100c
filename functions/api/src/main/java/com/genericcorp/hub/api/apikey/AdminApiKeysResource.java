package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Answer;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /admin/v1/tenants/{id}/api-keys}: operators only. */
@Path("/admin/v1/tenants/{id}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public class AdminApiKeysResource {
    private final RequestCaller caller;
    private final Bodies bodies;
    private final ApiKeyIssue keys;
    private final Changes changes;

    AdminApiKeysResource(RequestCaller caller, Bodies bodies, ApiKeyIssue keys, Changes changes) {
        this.caller = caller;
        this.bodies = bodies;
        this.keys = keys;
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@RestPath String id, InputStream body, RoutingContext context) {
        Caller.Operator operator = caller.operator();
        TenantId tenant = TenantId.parse(id).orElseThrow(() -> Refusal.notFound("tenant"));
        byte[] bytes = Bodies.read(body);
        NewApiKey wanted = bodies.json(bytes, NewApiKey.class);
        ApiKeyIssue.requireScopes(operator, wanted.scopes());
        return changes.once(Asked.onceBy(operator, context), bytes, change -> {
            IssuedApiKey issued = keys.issue(change, tenant, wanted);
            return Answer.created("/v1/api-keys/" + issued.id(), issued).withSecretOf(tenant);
        });
    }
}
