package com.genericcorp.hub.access.redis;

import io.vertx.redis.client.Response;
import java.util.Objects;

/** The fields of the array that a script answers with. */
public record Fields(Response array) {
    public static Fields of(Reply.Answer answer) {
        return new Fields(Objects.requireNonNull(answer.value()));
    }

    public long number(int index) {
        return Objects.requireNonNull(array.get(index).toLong());
    }

    public String text(int index) {
        return array.get(index).toString();
    }
}
