package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
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
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /admin/v1/usage}: operators only. */
@Path("/admin/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
public class AdminUsageResource {
    private final RequestCaller caller;
    private final Bodies bodies;
    private final FleetUsage usage;
    private final Reconciliations reconciliations;
    private final Recounts recounts;
    private final Changes changes;
    private final Clock clock;

    AdminUsageResource(
            RequestCaller caller,
            Bodies bodies,
            FleetUsage usage,
            Reconciliations reconciliations,
            Recounts recounts,
            Changes changes,
            Clock clock) {
        this.caller = caller;
        this.bodies = bodies;
        this.usage = usage;
        this.reconciliations = reconciliations;
        this.recounts = recounts;
        this.changes = changes;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, UsageReport.CSV})
    public UsageReport.OfFleet get(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String window,
            @RestQuery @Nullable String meter,
            @RestQuery("group_by") @Nullable String groupBy,
            @RestQuery @Nullable String tenant,
            @RestQuery @Nullable String cursor) {
        caller.operator();
        return usage.page(
                UsageQuery.parse(from, to, window, meter, groupBy, clock.instant()),
                tenant == null ? null : tenant(tenant),
                UsageCursor.parse(cursor));
    }

    @POST
    @Path("/recount")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response recount(InputStream body, RoutingContext context) {
        Caller.Operator operator = caller.operator();
        NewRecount wanted = bodies.json(body, NewRecount.class);
        Recount recount = changes.make(Asked.by(operator, context), change -> recounts.ask(change, wanted));
        return Response.accepted(recount).header("Cache-Control", "no-store").build();
    }

    @GET
    @Path("/reconciliation")
    public Reconciliation reconciliation() {
        caller.operator();
        return reconciliations.read();
    }

    private static TenantId tenant(String text) {
        return TenantId.parse(text).orElseThrow(() -> Refusal.invalid("tenant", "Not the id of a tenant."));
    }
}
