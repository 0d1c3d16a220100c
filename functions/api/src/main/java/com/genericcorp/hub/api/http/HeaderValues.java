package com.genericcorp.hub.api.http;

import io.vertx.core.MultiMap;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a header as one value. Repeated header lines and one comma-separated line mean the same (RFC 9110, 5.3), and the
 * Lambda shape hands a value with commas over as several: joined again, all shapes agree.
 */
public final class HeaderValues {
    private HeaderValues() {}

    public static Optional<String> get(HttpHeaders headers, String name) {
        return joined(headers.getRequestHeader(name));
    }

    public static Optional<String> get(MultiMap headers, String name) {
        return joined(headers.getAll(name));
    }

    private static Optional<String> joined(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }
}
