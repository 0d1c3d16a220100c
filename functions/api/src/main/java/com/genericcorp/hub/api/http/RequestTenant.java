package com.genericcorp.hub.api.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The tenant whose credentials a request proved.
 *
 * @param counted whether the request was admitted within the tenant's limit, and so counts as its usage
 */
public record RequestTenant(String id, boolean counted) {
    private static final String KEY = RequestTenant.class.getName();
    private static final String TOLD = Proved.class.getName();

    /** Whoever wants to know as soon as a tenant is kept. */
    interface Proved {
        void proved();
    }

    public void keep(RoutingContext context) {
        context.put(KEY, this);
        if (context.get(TOLD) instanceof Proved told) {
            told.proved();
        }
    }

    static Optional<RequestTenant> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    static void tell(RoutingContext context, Proved told) {
        context.put(TOLD, told);
    }
}
