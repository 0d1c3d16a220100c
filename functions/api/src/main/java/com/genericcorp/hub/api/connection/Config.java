package com.genericcorp.hub.api.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A connection's configuration: an object whose fields are its tenant's affair. */
final class Config {
    private Config() {}

    /**
     * {@code target} with {@code patch} merged into it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7396#section-2">RFC 7396, 2</a>
     */
    static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            String name = field.getKey();
            switch (field.getValue()) {
                case NullNode _ -> target.remove(name);
                case ObjectNode inner ->
                    target.set(
                            name,
                            merge(target.get(name) instanceof ObjectNode before ? before : target.objectNode(), inner));
                case JsonNode value -> target.set(name, value);
            }
        }
        return target;
    }
}
