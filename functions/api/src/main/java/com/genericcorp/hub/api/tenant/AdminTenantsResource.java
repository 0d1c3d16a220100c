package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Answer;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import com.genericcorp.hub.api.http.Cursor;
import com.genericcorp.hub.api.http.Page;
import com.genericcorp.hub.api.http.Patch;
import com.genericcorp.hub.api.operation.Operation;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
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
import java.util.List;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /admin/v1/tenants}: operators only. */
@Path("/admin/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
public class AdminTenantsResource {
    private final RequestCaller caller;
    private final Bodies bodies;
    private final Tenants tenants;
    private final TenantLifecycle lifecycle;
    private final Changes changes;

    AdminTenantsResource(
            RequestCaller caller, Bodies bodies, Tenants tenants, TenantLifecycle lifecycle, Changes changes) {
        this.caller = caller;
        this.bodies = bodies;
        this.tenants = tenants;
        this.lifecycle = lifecycle;
        this.changes = changes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, RoutingContext context) {
        Caller.Operator operator = caller.operator();
        byte[] bytes = Bodies.read(body);
        NewTenant wanted = bodies.json(bytes, NewTenant.class);
        return changes.once(Asked.onceBy(operator, context), bytes, change -> {
            Operation operation = tenants.create(change, wanted);
            return Answer.accepted(operation).at("/admin/v1/operations/" + operation.id());
        });
    }

    @GET
    public Page<Tenant> list(
            @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @RestQuery @Nullable String slug) {
        caller.operator();
        int size = Page.limit(limit);
        List<Tenant> rows = tenants.list(Cursor.decode(IdKind.TENANT, cursor), slug, size + 1);
        return Page.of(rows, size, tenant -> new Id(IdKind.TENANT, tenant.id().uuid()));
    }

    @GET
    @Path("/{id}")
    public Tenant get(@RestPath String id) {
        caller.operator();
        return tenants.find(tenant(id)).orElseThrow(() -> Refusal.notFound("tenant"));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({Patch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Tenant patch(@RestPath String id, InputStream body, RoutingContext context) {
        Caller.Operator operator = caller.operator();
        TenantPatch patch = bodies.json(body, TenantPatch.class);
        TenantId tenant = tenant(id);
        return changes.make(Asked.by(operator, context), change -> tenants.update(change, tenant, patch));
    }

    @POST
    @Path("/{id}/suspend")
    public Response suspend(@RestPath String id, RoutingContext context) {
        return accepted(id, context, lifecycle::suspend);
    }

    @POST
    @Path("/{id}/resume")
    public Response resume(@RestPath String id, RoutingContext context) {
        return accepted(id, context, lifecycle::resume);
    }

    /** Off-boards the tenant: its keys end at once, its data after their export. */
    @DELETE
    @Path("/{id}")
    public Response delete(@RestPath String id, RoutingContext context) {
        return accepted(id, context, lifecycle::offboard);
    }

    private Response accepted(String id, RoutingContext context, BiFunction<Change, TenantId, Operation> work) {
        Caller.Operator operator = caller.operator();
        TenantId tenant = tenant(id);
        Operation operation = changes.make(Asked.by(operator, context), change -> work.apply(change, tenant));
        return Response.accepted(operation)
                .header("Location", "/admin/v1/operations/" + operation.id())
                .header("Cache-Control", "no-store")
                .build();
    }

    private static TenantId tenant(String id) {
        return TenantId.parse(id).orElseThrow(() -> Refusal.notFound("tenant"));
    }
}
