package com.genericcorp.hub.telemetry;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a trace something happens, as it travels in requests and messages.
 *
 * @param traceparent {@code 00-<trace id>-<parent id>-<flags>}, in lower-case hexadecimal digits
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public record Trace(String traceparent) {
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public Trace {
        if (!FORM.matcher(traceparent).matches()) {
            throw new IllegalArgumentException("no traceparent");
        }
    }

    /** Empty for what is in no known form: the specification wants it treated as if nothing had been sent. */
    public static Optional<Trace> parse(@Nullable String text) {
        return text != null && text.length() == LENGTH && FORM.matcher(text).matches()
                ? Optional.of(new Trace(text))
                : Optional.empty();
    }
}
