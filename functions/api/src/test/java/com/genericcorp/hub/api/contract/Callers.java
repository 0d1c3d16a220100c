package com.genericcorp.hub.api.contract;

import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.document.Operation;
import com.genericcorp.hub.testing.TestIssuers;

/** Those who may. */
final class Callers {
    private Callers() {}

    /** The request with credentials that the operation accepts; operators take turns, for each has a rate limit. */
    static Request rightful(Operation operation, World world, Request request) {
        return switch (operation.access()) {
            case ANYBODY -> request;
            case TENANTS -> request.bearer(world.secret());
            case OPERATORS -> request.bearer(TestIssuers.shared().operator("operator-of-" + operation.id()));
        };
    }
}
