package com.genericcorp.hub.api.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A body of which one field's value is kept byte for byte.
 *
 * @param rest the body with {@code true} for that value, wherever the field stands: whoever reads it learns whether it
 *     stands there, and whether twice
 * @param value the value's bytes from its first to its last character; null where the body has none
 */
public record Cut(byte[] rest, byte @Nullable [] value) {
    private static final JsonFactory JSON = PayloadReader.factory(1 + PayloadReader.MAX_NESTING);
    private static final String PLACEHOLDER = "true";

    /**
     * Cuts {@code field} out of the object that {@code body} is.
     *
     * @throws Refusal {@link ErrorType#BAD_REQUEST} when {@code body} is not JSON in UTF-8, {@link ErrorType#VALIDATION}
     *     when the value nests deeper than {@value PayloadReader#MAX_NESTING}
     */
    public static Cut out(String field, byte[] body) {
        char[] text = text(body);
        StringBuilder rest = new StringBuilder();
        int copied = 0;
        byte[] value = null;
        boolean inField = false;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Cut(body, null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                inField = parser.currentName().equals(field);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                int end = (int) parser.currentLocation().getCharOffset();
                if (inField) {
                    rest.append(text, copied, start - copied).append(PLACEHOLDER);
                    copied = end;
                    value = new String(text, start, end - start).getBytes(UTF_8);
                }
            }
        } catch (StreamConstraintsException e) {
            String detail = "Nests deeper than " + PayloadReader.MAX_NESTING + ".";
            throw inField ? Refusal.invalid("/" + field, detail) : new Refusal(ErrorType.BAD_REQUEST, detail);
        } catch (IOException e) {
            throw notJson();
        }
        rest.append(text, copied, text.length - copied);
        return new Cut(rest.toString().getBytes(UTF_8), value);
    }

    /** Decoded strictly, UTF-8 is a bijection: what is cut from the characters encodes to the bytes it was. */
    private static char[] text(byte[] body) {
        try {
            CharBuffer decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            char[] text = new char[decoded.remaining()];
            decoded.get(text);
            return text;
        } catch (IOException e) {
            throw notJson();
        }
    }

    private static Refusal notJson() {
        return new Refusal(ErrorType.BAD_REQUEST, "The body is not one JSON document in UTF-8.");
    }
}
