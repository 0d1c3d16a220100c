package com.genericcorp.hub.api.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.genericcorp.hub.api.http.ApiJson;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events. The payload is spliced in byte for byte: it was checked to be one JSON value when it came in, and
 * parsing it again could only change it.
 */
@Singleton
final class EventJson {
    private static final byte[] DATA = ",\"data\":".getBytes(US_ASCII);

    private final ObjectMapper mapper;

    EventJson(ApiJson json) {
        this.mapper = json.mapper();
    }

    byte[] event(Event event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + (event.data() == null ? 0 : event.data().length));
        write(event, out);
        return out.toByteArray();
    }

    byte[] page(Events.Slice slice) {
        List<Event> events = slice.events();
        ByteArrayOutputStream out = new ByteArrayOutputStream(8 * 1024);
        out.writeBytes("{\"data\":[".getBytes(US_ASCII));
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            write(events.get(i), out);
        }
        out.writeBytes("],\"next_cursor\":".getBytes(US_ASCII));
        out.writeBytes(json(slice.more() ? events.getLast().id() : null));
        out.write('}');
        return out.toByteArray();
    }

    private void write(Event event, ByteArrayOutputStream out) {
        byte[] fields = json(event);
        byte[] data = event.data();
        if (data == null) {
            out.writeBytes(fields);
        } else {
            out.write(fields, 0, fields.length - 1);
            out.writeBytes(DATA);
            out.writeBytes(data);
            out.write('}');
        }
    }

    private byte[] json(@Nullable Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
