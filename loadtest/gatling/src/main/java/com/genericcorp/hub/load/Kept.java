package com.genericcorp.hub.load;

import io.gatling.javaapi.core.Session;
import java.util.Objects;

/** Something that a user remembers in its session from one step to the next. */
record Kept<T>(String name) {
    boolean isIn(Session session) {
        return session.contains(name);
    }

    T in(Session session) {
        return Objects.requireNonNull(session.<T>get(name), name);
    }

    Session put(Session session, T value) {
        return session.set(name, Objects.requireNonNull(value, name));
    }
}
