package com.genericcorp.hub.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.genericcorp.hub.api.payload.StorableText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads only texts that come back as they were stored: PostgreSQL refuses U+0000, and UTF-8 has no lone surrogates. */
final class StorableString extends StdScalarDeserializer<String> {
    StorableString() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && !StorableText.of(text, text.length()).equals(text)) {
            throw context.weirdStringException(text, String.class, "it cannot be stored");
        }
        return text;
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.Textual;
    }
}
