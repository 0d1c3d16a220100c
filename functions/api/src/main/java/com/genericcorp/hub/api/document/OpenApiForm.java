package com.genericcorp.hub.api.document;

import com.genericcorp.hub.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The forms in which the document is served. */
enum OpenApiForm {
    YAML("application/yaml"),
    JSON("application/json");

    private final String mediaType;

    OpenApiForm(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9512">RFC 9512: application/yaml</a> */
    String mediaType() {
        return mediaType;
    }

    /** @throws Refusal unless {@code format} is {@code yaml}, {@code json} or absent */
    static OpenApiForm named(@Nullable String format) {
        return switch (format) {
            case null -> YAML;
            case "yaml" -> YAML;
            case "json" -> JSON;
            default -> throw Refusal.invalid("format", "Must be yaml or json.");
        };
    }
}
