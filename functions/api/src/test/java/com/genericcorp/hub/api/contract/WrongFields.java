package com.genericcorp.hub.api.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.api.document.DocumentNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every body that is right in all fields but one, made from an example and the schema that it fits. */
final class WrongFields {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, JsonNode> OF_EACH_TYPE = Map.of(
            "string", JSON.textNode("text"),
            "integer", JSON.numberNode(1),
            "number", JSON.numberNode(1.5),
            "boolean", JSON.booleanNode(true),
            "array", JSON.arrayNode(),
            "object", JSON.objectNode(),
            "null", JSON.nullNode());
    private static final String STAND_IN = "stand-in";
    private static final List<String> UNSTORABLE = List.of("a\\u0000b", "a\\ud800b", "a\\udc00\\ud800b");

    private final JsonNode example;
    private final List<BadBody> found = new ArrayList<>();

    private WrongFields(JsonNode example) {
        this.example = example;
    }

    static List<BadBody> of(DocumentNode schema, JsonNode example) {
        WrongFields wrong = new WrongFields(example);
        wrong.inObject(schema, JsonPointer.empty());
        return wrong.found;
    }

    private void inObject(DocumentNode schema, JsonPointer at) {
        schema.find("properties").stream()
                .flatMap(DocumentNode::members)
                .forEach(property -> inValue(property.value(), at.appendProperty(property.key())));
        schema.texts("required").forEach(name -> {
            ObjectNode without = example.deepCopy();
            ((ObjectNode) without.at(at)).remove(name);
            found.add(BadBody.field("missing", at.appendProperty(name).toString(), without));
        });
        if (schema.json().path("additionalProperties").isBoolean()) {
            refuse("unknown", at.appendProperty("no_such_field"), JSON.numberNode(1));
        }
    }

    private void inValue(DocumentNode schema, JsonPointer at) {
        Set<String> types = types(schema);
        if (types.isEmpty()) {
            return; // Anything goes.
        }
        OF_EACH_TYPE.forEach((type, value) -> {
            if (!types.contains(type) && !(type.equals("integer") && types.contains("number"))) {
                refuse("not " + String.join(" or ", types) + " but " + type, at, value);
            }
        });
        if (types.contains("string")) {
            wrongTexts(schema, at);
        }
        if (types.contains("integer")) {
            wrongNumbers(schema, at);
        }
        if (types.contains("array")) {
            wrongArrays(schema, at);
        }
        if (types.contains("object")) {
            inObject(schema, at);
        }
    }

    private static Set<String> types(DocumentNode schema) {
        JsonNode type = schema.json().path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asText).collect(Collectors.toSet())
                : Stream.of(type.asText()).filter(text -> !text.isEmpty()).collect(Collectors.toSet());
    }

    private void wrongTexts(DocumentNode schema, JsonPointer at) {
        JsonNode rules = schema.json();
        if (rules.has("maxLength")) {
            int tooLong = rules.path("maxLength").asInt() + 1;
            refuse("too long", at, JSON.textNode("a".repeat(tooLong)));
            refuse("too long and not ASCII", at, JSON.textNode("é".repeat(tooLong)));
        }
        if (rules.path("minLength").asInt() > 0) {
            refuse(
                    "too short",
                    at,
                    JSON.textNode("a".repeat(rules.path("minLength").asInt() - 1)));
        }
        if (rules.has("enum")) {
            refuse("none of those there are", at, JSON.textNode("no-such-value"));
            refuse("in capitals", at, JSON.textNode("KEYS"));
        }
        if (rules.has("pattern")) {
            refuse("blank", at, JSON.textNode(" "));
        }
        switch (rules.path("format").asText()) {
            case "date-time" ->
                Stream.of("yesterday", "2026-01-31", "2026-02-30T00:00:00Z", "1969-12-31T23:59:59Z", "")
                        .forEach(time -> refuse("no time but '" + time + "'", at, JSON.textNode(time)));
            case "email" ->
                Stream.of("nobody", "@example.com", "a b@example.com", "a@b@example.com")
                        .forEach(address -> refuse("no address but " + address, at, JSON.textNode(address)));
            case "uri" ->
                Stream.of("no url", "javascript:alert(1)", "//example.com", "http://exa mple.com")
                        .forEach(url -> refuse("no page but " + url, at, JSON.textNode(url)));
            default -> UNSTORABLE.forEach(text -> refuseEscaped(text, at));
        }
    }

    private void wrongNumbers(DocumentNode schema, JsonPointer at) {
        JsonNode rules = schema.json();
        if (rules.has("minimum")) {
            refuse("too small", at, JSON.numberNode(rules.path("minimum").asLong() - 1));
        }
        if (rules.has("maximum")) {
            refuse("too large", at, JSON.numberNode(rules.path("maximum").asLong() + 1));
        }
        refuse("too large for any type", at, JSON.numberNode(new BigInteger("9".repeat(40))));
        refuse("with an exponent", at, JSON.numberNode(1e300));
    }

    private void wrongArrays(DocumentNode schema, JsonPointer at) {
        JsonNode rules = schema.json();
        JsonNode first = example.at(at).path(0);
        if (rules.has("maxItems") && !first.isMissingNode()) {
            ArrayNode tooMany = JSON.arrayNode();
            for (int i = 0; i <= rules.path("maxItems").asInt(); i++) {
                tooMany.add(first);
            }
            refuse("too many", at, tooMany);
        }
        if (rules.path("minItems").asInt() > 0) {
            refuse("too few", at, JSON.arrayNode());
        }
        if (!first.isMissingNode()) {
            inValue(schema.at("items"), at.appendIndex(0));
        }
    }

    private void refuse(String name, JsonPointer at, JsonNode value) {
        found.add(BadBody.field(name, at.toString(), with(at, value)));
    }

    /** {@code escaped} stands in the body as it is: what it means cannot be held in UTF-8. */
    private void refuseEscaped(String escaped, JsonPointer at) {
        String body = with(at, JSON.textNode(STAND_IN)).toString().replace(STAND_IN, escaped);
        found.add(BadBody.field("what cannot be stored, " + escaped, at.toString(), body));
    }

    /** The example with another value there; objects on the way are made. */
    private JsonNode with(JsonPointer at, JsonNode value) {
        JsonNode changed = example.deepCopy();
        JsonNode parent = changed.at(at.head());
        if (!parent.isContainerNode()) {
            parent = ((ObjectNode) changed).putObject(at.head().last().getMatchingProperty());
        }
        switch (parent) {
            case ObjectNode object -> object.set(at.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(at.last().getMatchingIndex(), value);
            default -> throw new AssertionError("no field can be set at " + at);
        }
        return changed;
    }
}
