package com.genericcorp.hub.api.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a payload is exactly one JSON value in UTF-8 (RFC 8259) and reads the values at a few JSON pointers, in one
 * pass. The memory it takes is bounded by a few times the payload: numbers stay text, names are not interned. Of a
 * repeated key the last value counts, as in most JSON readers.
 */
public final class PayloadReader {
    /** Objects and arrays inside one another: deeper payloads are refused. */
    public static final int MAX_NESTING = 64;

    /** Chars kept of a wanted string. */
    public static final int TEXT_LIMIT = 4096;

    private static final int LONGEST_WHOLE = 18;

    private static final JsonFactory JSON = factory(MAX_NESTING);

    private final Wanted root;

    private PayloadReader(Wanted root) {
        this.root = root;
    }

    /** The caller bounds the body, so no part of it needs a bound of its own; depth does, it costs stack in readers. */
    static JsonFactory factory(int maxNesting) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxNesting)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** @param pointers JSON pointers (RFC 6901) through objects, such as {@code /repository/full_name} */
    public static PayloadReader of(Collection<String> pointers) {
        Wanted root = new Wanted("");
        pointers.forEach(root::add);
        return new PayloadReader(root);
    }

    /** @throws Refusal {@link ErrorType#BAD_REQUEST} when {@code payload} is not JSON, or nests too deep */
    public PayloadFields read(byte[] payload) {
        Map<String, Scalar> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(strictUtf8(payload))) {
            @Nullable JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readObject(parser, root, found);
            } else {
                parser.skipChildren();
            }
            if (first == null || parser.nextToken() != null) {
                throw notJson();
            }
        } catch (StreamConstraintsException e) {
            throw new Refusal(ErrorType.BAD_REQUEST, "The payload nests deeper than " + MAX_NESTING + ".");
        } catch (IOException e) {
            throw notJson();
        }
        return new PayloadFields(found);
    }

    /** Given bytes, the parser would guess UTF-16 and UTF-32 and skip a byte order mark; given characters it does not. */
    private static Reader strictUtf8(byte[] payload) {
        return new InputStreamReader(new ByteArrayInputStream(payload), UTF_8.newDecoder());
    }

    private static void readObject(JsonParser parser, Wanted object, Map<String, Scalar> found) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Wanted field = object.field(parser.currentName());
            JsonToken token = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
                continue;
            }
            field.forget(found);
            if (token == JsonToken.START_OBJECT) {
                readObject(parser, field, found);
            } else {
                readScalar(parser, token, field, found);
            }
        }
    }

    private static void readScalar(JsonParser parser, JsonToken token, Wanted field, Map<String, Scalar> found)
            throws IOException {
        switch (token) {
            case VALUE_STRING -> found.put(field.pointer(), text(parser));
            case VALUE_TRUE, VALUE_FALSE -> found.put(field.pointer(), new Scalar.Flag(token == JsonToken.VALUE_TRUE));
            case VALUE_NUMBER_INT -> {
                if (parser.getTextLength() <= LONGEST_WHOLE) {
                    found.put(field.pointer(), new Scalar.Whole(parser.getLongValue()));
                }
            }
            default -> parser.skipChildren();
        }
    }

    private static Scalar text(JsonParser parser) throws IOException {
        int length = Math.min(parser.getTextLength(), 2 * TEXT_LIMIT);
        String text = new String(parser.getTextCharacters(), parser.getTextOffset(), length);
        return new Scalar.Text(StorableText.of(text, TEXT_LIMIT));
    }

    private static Refusal notJson() {
        return new Refusal(ErrorType.BAD_REQUEST, "The payload is not one JSON value in UTF-8.");
    }
}
