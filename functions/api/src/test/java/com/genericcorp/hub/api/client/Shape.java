package com.genericcorp.hub.api.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The shape that was built, for tests that hold a request in the form of each. */
public final class Shape {
    private final Transport transport;

    private Shape(Transport transport) {
        this.transport = transport;
    }

    public static Shape current() {
        return new Shape(Transport.ofThisShape());
    }

    public boolean isLambda() {
        return transport instanceof ApiGateway;
    }

    /** Sends the one of two forms of a request that this shape receives. */
    public Answer send(JsonNode event, Request request) {
        return switch (transport) {
            case ApiGateway gateway -> gateway.invoke(event);
            case PlainHttp http -> http.send(request);
        };
    }
}
