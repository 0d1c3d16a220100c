package com.genericcorp.hub.api.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in the document. Walking on from it follows references, so {@link #pointer} is where the thing is written: it
 * also names it.
 */
public final class DocumentNode {
    private final JsonNode root;
    private final JsonPointer pointer;

    DocumentNode(JsonNode root) {
        this(root, JsonPointer.empty());
    }

    private DocumentNode(JsonNode root, JsonPointer pointer) {
        this.root = root;
        this.pointer = pointer;
    }

    public JsonPointer pointer() {
        return pointer;
    }

    public JsonNode json() {
        return root.at(pointer);
    }

    /** The last part of the place's name: a property, or what a component is called. */
    public String name() {
        return pointer.last().getMatchingProperty();
    }

    /** What stands there, followed by name; it must be there. */
    public DocumentNode at(String... names) {
        return find(names).orElseThrow(() -> new AssertionError(this + " has no " + Arrays.toString(names)));
    }

    public Optional<DocumentNode> find(String... names) {
        Optional<DocumentNode> found = Optional.of(this);
        for (String name : names) {
            found = found.flatMap(node -> node.child(name));
        }
        return found;
    }

    private Optional<DocumentNode> child(String name) {
        return json().has(name)
                ? Optional.of(new DocumentNode(root, pointer.appendProperty(name)).followed())
                : Optional.empty();
    }

    /** The members of an object, or nothing. */
    public Stream<Member> members() {
        return json().propertyStream().map(member -> new Member(member.getKey(), at(member.getKey())));
    }

    /** The elements of the array {@code name}, or nothing. */
    public List<DocumentNode> elements(String name) {
        return IntStream.range(0, json().path(name).size())
                .mapToObj(
                        i -> new DocumentNode(root, pointer.appendProperty(name).appendIndex(i)).followed())
                .toList();
    }

    /** The texts of the array {@code name}, or nothing. */
    public List<String> texts(String name) {
        return json().path(name).valueStream().map(JsonNode::asText).toList();
    }

    private DocumentNode followed() {
        String reference = json().path("$ref").asText();
        return reference.isEmpty()
                ? this
                : new DocumentNode(root, JsonPointer.compile(reference.substring(1))).followed();
    }

    @Override
    public String toString() {
        return "#" + pointer;
    }

    /** A member and the name it has in its object, which need not be the name of what it refers to. */
    public record Member(String key, DocumentNode value) {}
}
