package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.access.Authenticator;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.http.HeaderValues;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Who is calling. A resource gets the tenant that it acts for from here and from nowhere else, so one that forgets to
 * ask has no tenant to act for.
 */
@RequestScoped
public class RequestCaller {
    private final Authenticator authenticator;
    private final HostTenant hostTenant;
    private final HubMetrics metrics;
    private final RoutingContext context;
    private final HttpHeaders headers;

    RequestCaller(
            Authenticator authenticator,
            HostTenant hostTenant,
            HubMetrics metrics,
            RoutingContext context,
            HttpHeaders headers) {
        this.authenticator = authenticator;
        this.hostTenant = hostTenant;
        this.metrics = metrics;
        this.context = context;
        this.headers = headers;
    }

    /** A tenant's caller who may read within {@code scope}. */
    public Caller.OfTenant reader(Scope scope) {
        return require(tenant(), scope, true);
    }

    /** A tenant's caller who may change things within {@code scope}. */
    public Caller.OfTenant writer(Scope scope) {
        return require(tenant(), scope, false);
    }

    /** A caller of an active tenant, whatever its scopes. */
    public Caller.OfTenant tenant() {
        return switch (authenticated()) {
            case Caller.OfTenant caller -> active(caller);
            case Caller.Operator operator -> throw forbidden("Operators belong to no tenant.");
        };
    }

    public Caller.Operator operator() {
        return switch (authenticated()) {
            case Caller.OfTenant caller -> throw forbidden("Only operators may do this.");
            case Caller.Operator operator -> {
                hostTenant.checkNone(context.request());
                yield operator;
            }
        };
    }

    private Caller authenticated() {
        return HeaderValues.get(headers, "Authorization")
                .flatMap(authenticator::authenticate)
                .orElseThrow(() -> new Refusal(
                        ErrorType.UNAUTHENTICATED, "Send a valid API key or token as Authorization: Bearer …"));
    }

    private Caller.OfTenant active(Caller.OfTenant caller) {
        String tenant = caller.tenant().toString();
        LogContext.tenant(tenant);
        context.addEndHandler(
                ignored -> metrics.apiRequest(tenant, context.response().getStatusCode()));
        hostTenant.check(context.request(), caller.slug());
        switch (caller.status()) {
            case "active" -> {}
            case "suspended" -> throw new Refusal(ErrorType.TENANT_SUSPENDED, "The tenant is suspended.");
            default -> throw forbidden("The tenant is not active.");
        }
        return caller;
    }

    private static Caller.OfTenant require(Caller.OfTenant caller, Scope scope, boolean reading) {
        if (!caller.grants().allow(scope, reading)) {
            throw forbidden("The scope " + scope.text() + " is missing.");
        }
        return caller;
    }

    private static Refusal forbidden(String detail) {
        return new Refusal(ErrorType.FORBIDDEN, detail);
    }
}
