package com.genericcorp.hub.api.ingest;

import com.genericcorp.hub.api.provider.Webhook;
import com.genericcorp.hub.ids.Id;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One webhook on its way in: its body is read when somebody asks for it, and once. */
final class Delivery {
    private final Id connection;
    private final HttpServerRequest request;
    private final Supplier<Webhook> reader;
    private @Nullable Webhook webhook;

    Delivery(Id connection, HttpServerRequest request, Supplier<Webhook> reader) {
        this.connection = connection;
        this.request = request;
        this.reader = reader;
    }

    Id connection() {
        return connection;
    }

    HttpServerRequest request() {
        return request;
    }

    Webhook webhook() {
        Webhook read = webhook;
        if (read == null) {
            read = reader.get();
            webhook = read;
        }
        return read;
    }
}
