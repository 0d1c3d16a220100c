package com.genericcorp.hub.api.usage;

import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.ids.TenantId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/usage}: scope {@code usage}. */
@Path("/v1/usage")
public class UsageResource {
    private final RequestCaller caller;
    private final TenantUsage usage;
    private final Clock clock;

    UsageResource(RequestCaller caller, TenantUsage usage, Clock clock) {
        this.caller = caller;
        this.usage = usage;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, UsageReport.CSV})
    public UsageReport.OfTenant get(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String window,
            @RestQuery @Nullable String meter,
            @RestQuery("group_by") @Nullable String groupBy) {
        TenantId tenant = caller.reader(Scope.USAGE).tenant();
        return usage.report(tenant, UsageQuery.parse(from, to, window, meter, groupBy, clock.instant()));
    }
}
