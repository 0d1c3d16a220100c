package com.genericcorp.hub.api.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * {@code docs/openapi.yaml} as the build packed it: the YAML byte for byte, the JSON made of it. Each form is read when
 * it is first asked for, so that a cold start does not pay for it.
 */
@Singleton
final class OpenApiDocument {
    private static final String PACKED = "/api/openapi.yaml";
    private static final int TAG_CHARACTERS = 16;

    private final Map<OpenApiForm, Text> texts = new EnumMap<>(OpenApiForm.class);

    /** The document in one form, and the tag that changes when it does. */
    record Text(byte[] bytes, String tag) {}

    synchronized Text in(OpenApiForm form) {
        return texts.computeIfAbsent(form, OpenApiDocument::read);
    }

    private static Text read(OpenApiForm form) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(PACKED)) {
            if (in == null) {
                throw new IllegalStateException("the build does not carry " + PACKED);
            }
            byte[] yaml = in.readAllBytes();
            byte[] bytes = switch (form) {
                case YAML -> yaml;
                case JSON -> new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
            };
            return new Text(bytes, tag(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, TAG_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
