package com.genericcorp.hub.api.http;

import io.vertx.ext.web.RoutingContext;

/** The id that this request is known by, in its answer, in the log and in audit records. */
public record RequestId(String text) {
    private static final String KEY = RequestId.class.getName();

    static void keep(RoutingContext context, String id) {
        context.put(KEY, id);
    }

    static boolean isKept(RoutingContext context) {
        return context.get(KEY) != null;
    }

    public static RequestId of(RoutingContext context) {
        return new RequestId(context.get(KEY, ""));
    }

    @Override
    public String toString() {
        return text;
    }
}
