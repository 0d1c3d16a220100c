package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A body that must be refused.
 *
 * @param name what is wrong with it
 * @param pointer the one field that is wrong, where it is one
 * @param statuses what it may be answered
 */
record BadBody(String name, String contentType, byte[] bytes, Optional<String> pointer, List<Integer> statuses) {
    static final String JSON = "application/json";

    /** One field is wrong. */
    static BadBody field(String name, String pointer, JsonNode body) {
        return new BadBody(
                pointer + ": " + name, JSON, body.toString().getBytes(UTF_8), Optional.of(pointer), List.of(400));
    }

    /** One field is wrong, written in a way that no writer of JSON writes. */
    static BadBody field(String name, String pointer, String body) {
        return new BadBody(pointer + ": " + name, JSON, body.getBytes(UTF_8), Optional.of(pointer), List.of(400));
    }

    /** All of it is wrong. */
    static BadBody whole(String name, String body) {
        return whole(name, body.getBytes(UTF_8));
    }

    static BadBody whole(String name, byte[] body) {
        return new BadBody(name, JSON, body, Optional.empty(), List.of(400));
    }

    static BadBody answered(int status, String name, String contentType, byte[] body) {
        return new BadBody(name, contentType, body, Optional.empty(), List.of(status));
    }

    @Override
    public String toString() {
        return name;
    }
}
