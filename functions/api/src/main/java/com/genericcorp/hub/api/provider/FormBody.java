package com.genericcorp.hub.api.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body in {@code application/x-www-form-urlencoded}, decoded from bytes to bytes: whether they are text is the
 * payload's matter.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard, 5</a>
 */
final class FormBody {
    private FormBody() {}

    /** @throws Refusal {@link ErrorType#BAD_REQUEST} unless the form has exactly one such field, well encoded */
    static byte[] field(byte[] body, String name) {
        byte[] wanted = name.getBytes(US_ASCII);
        byte @Nullable [] value = null;
        int start = 0;
        while (start <= body.length) {
            int end = indexOf(body, '&', start, body.length);
            int equals = indexOf(body, '=', start, end);
            if (Arrays.equals(decode(body, start, equals), wanted)) {
                if (value != null) {
                    throw refusal("The form has more than one field " + name + ".");
                }
                value = decode(body, Math.min(equals + 1, end), end);
            }
            start = end + 1;
        }
        if (value == null) {
            throw refusal("The form has no field " + name + ".");
        }
        return value;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    private static byte[] decode(byte[] encoded, int from, int to) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
        int i = from;
        while (i < to) {
            switch (encoded[i]) {
                case '+' -> decoded.write(' ');
                case '%' -> {
                    decoded.write(16 * digit(encoded, i + 1, to) + digit(encoded, i + 2, to));
                    i += 2;
                }
                default -> decoded.write(encoded[i]);
            }
            i++;
        }
        return decoded.toByteArray();
    }

    private static int digit(byte[] encoded, int at, int to) {
        int value = at < to ? Character.digit(encoded[at], 16) : -1;
        if (value < 0) {
            throw refusal("The form is not well encoded.");
        }
        return value;
    }

    private static Refusal refusal(String detail) {
        return new Refusal(ErrorType.BAD_REQUEST, detail);
    }
}
