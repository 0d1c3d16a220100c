package com.genericcorp.hub.api.payload;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a payload that is wanted, or on the way to one: the tree of a {@link PayloadReader}'s pointers. */
final class Wanted {
    private final String pointer;
    private final Map<String, Wanted> fields = new HashMap<>();

    Wanted(String pointer) {
        this.pointer = pointer;
    }

    void add(String descendant) {
        Wanted place = this;
        for (String name : descendant.substring(1).split("/", -1)) {
            String child = place.pointer + "/" + name;
            place = place.fields.computeIfAbsent(name, _ -> new Wanted(child));
        }
    }

    String pointer() {
        return pointer;
    }

    @Nullable
    Wanted field(String name) {
        return fields.get(name);
    }

    /** A repeated key replaces the whole earlier value, not only the parts that it names again. */
    void forget(Map<String, Scalar> found) {
        found.remove(pointer);
        fields.values().forEach(field -> field.forget(found));
    }
}
