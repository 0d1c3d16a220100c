package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.access.admission.Admission;
import com.genericcorp.hub.access.admission.Authenticator;
import com.genericcorp.hub.access.limit.Verdict;
import com.genericcorp.hub.api.http.HeaderValues;
import com.genericcorp.hub.api.http.RateLimits;
import com.genericcorp.hub.api.http.RequestTenant;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.telemetry.HubMetrics;
import com.genericcorp.hub.telemetry.LogContext;
import com.genericcorp.hub.telemetry.Refused;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling. A resource gets the tenant that it acts for from here and from nowhere else, so one that forgets to
 * ask has no tenant to act for.
 */
@RequestScoped
public class RequestCaller {
    private final Authenticator authenticator;
    private final HostTenant hostTenant;
    private final Source source;
    private final HubMetrics metrics;
    private final RoutingContext context;
    private final HttpHeaders headers;
    private @Nullable Caller admitted;

    RequestCaller(
            Authenticator authenticator,
            HostTenant hostTenant,
            Source source,
            HubMetrics metrics,
            RoutingContext context,
            HttpHeaders headers) {
        this.authenticator = authenticator;
        this.hostTenant = hostTenant;
        this.source = source;
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
        return switch (caller()) {
            case Caller.OfTenant caller -> {
                requireActive(caller);
                hostTenant.check(context.request(), caller.slug());
                yield caller;
            }
            case Caller.Operator operator -> throw forbidden("Operators belong to no tenant.");
        };
    }

    public Caller.Operator operator() {
        return switch (caller()) {
            case Caller.OfTenant caller -> throw forbidden("Only operators may do this.");
            case Caller.Operator operator -> {
                hostTenant.checkNone(context.request());
                yield operator;
            }
        };
    }

    /** Admitted once, however often a resource asks: a request is charged once. */
    private Caller caller() {
        Caller caller = admitted;
        if (caller == null) {
            caller = admit();
            admitted = caller;
        }
        return caller;
    }

    private Caller admit() {
        Admission admission = HeaderValues.get(headers, "Authorization")
                .map(authorization -> authenticator.admit(authorization, source.of(context.request())))
                .orElseGet(Admission.Nobody::new);
        return switch (admission) {
            case Admission.Nobody nobody -> {
                metrics.refused(Refused.NOBODY);
                throw new Refusal(
                        ErrorType.UNAUTHENTICATED, "Send a valid API key or token as Authorization: Bearer …");
            }
            case Admission.Unheard unheard -> {
                metrics.refused(Refused.LOOK_UPS);
                throw RateLimits.refusal(unheard.verdict(), context.response());
            }
            case Admission.OfOperator operator -> {
                note(operator.verdict());
                RateLimits.apply(operator.verdict(), context.response());
                yield operator.caller();
            }
            case Admission.OfTenant person -> {
                note(person.caller(), person.verdict() instanceof Verdict.Within);
                note(person.verdict());
                RateLimits.apply(person.verdict(), context.response());
                yield person.caller();
            }
            case Admission.OfInactive person -> {
                note(person.caller(), false);
                metrics.refused(Refused.INACTIVE);
                yield person.caller();
            }
        };
    }

    private void note(Caller.OfTenant caller, boolean counted) {
        String tenant = caller.tenant().toString();
        LogContext.tenant(tenant);
        new RequestTenant(tenant, counted).keep(context);
    }

    private void note(Verdict verdict) {
        if (verdict instanceof Verdict.Over) {
            metrics.refused(Refused.OVER_LIMIT);
        }
    }

    private static void requireActive(Caller.OfTenant caller) {
        switch (caller.status()) {
            case "active" -> {}
            case "suspended" -> throw new Refusal(ErrorType.TENANT_SUSPENDED, "The tenant is suspended.");
            default -> throw forbidden("The tenant is not active.");
        }
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
