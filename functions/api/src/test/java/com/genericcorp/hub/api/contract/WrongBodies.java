package com.genericcorp.hub.api.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/** Every body that is wrong as a whole, whatever the operation. */
final class WrongBodies {
    private static final int LIMIT = 1 << 20;
    private static final int DEEP = 100_000;

    private WrongBodies() {}

    static List<BadBody> of(JsonNode example) {
        String right = example.toString();
        byte[] bytes = right.getBytes(UTF_8);
        return List.of(
                BadBody.whole("empty", ""),
                BadBody.whole("blank", " \n"),
                BadBody.whole("cut off", right.substring(0, right.length() - 1)),
                BadBody.whole("no JSON", "<xml/>"),
                BadBody.whole("JavaScript", right.replace('"', '\'') + "x"),
                BadBody.whole("null", "null"),
                BadBody.whole("an array", "[]"),
                BadBody.whole("the body in an array", "[" + right + "]"),
                BadBody.whole("a text", "\"text\""),
                BadBody.whole("an empty text", "\"\""),
                BadBody.whole("a number", "1"),
                BadBody.whole("a truth", "true"),
                BadBody.whole("two documents", right + right),
                BadBody.whole("something after the document", right + "x"),
                BadBody.whole("with a comment", "/* */" + right),
                BadBody.whole("NaN", "{\"a\":NaN}"),
                BadBody.whole("a field twice", twice(example, right)),
                BadBody.whole("deep arrays", "{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}"),
                BadBody.whole("deep objects", "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP)),
                BadBody.whole("a byte order mark", ("\uFEFF" + right).getBytes(UTF_8)),
                BadBody.whole("UTF-16", right.getBytes(UTF_16)),
                BadBody.whole("UTF-32", right.getBytes(Charset.forName("UTF-32"))),
                BadBody.whole("not UTF-8", "{\"é\":1}".getBytes(ISO_8859_1)),
                BadBody.whole("a surrogate in UTF-8", new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}),
                BadBody.answered(415, "of another type", "text/plain", bytes),
                BadBody.answered(415, "a form", "application/x-www-form-urlencoded", "name=n".getBytes(UTF_8)),
                BadBody.answered(415, "of a type that is none", "application", bytes),
                BadBody.answered(413, "too large", BadBody.JSON, (" ".repeat(LIMIT) + right).getBytes(UTF_8)));
    }

    /** The right body with its first field once more, same name and same value. */
    private static String twice(JsonNode example, String right) {
        Map.Entry<String, JsonNode> first = example.properties().iterator().next();
        return "{\"" + first.getKey() + "\":" + first.getValue() + "," + right.substring(1);
    }
}
