package com.genericcorp.hub.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Times as requests write them: {@code 2026-01-31T00:00:00Z}, from 1970 on and with four digits for the year.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, 5.6</a>
 */
public final class Rfc3339 {
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Rfc3339() {}

    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> !time.isBefore(Instant.EPOCH) && !time.isAfter(END));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads them in bodies, where a number is no time. */
    static final class InJson extends StdScalarDeserializer<Instant> {
        InJson() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            String text = parser.getText();
            return parse(text).orElseThrow(() -> context.weirdStringException(text, Instant.class, "no such time"));
        }
    }
}
