package com.genericcorp.hub.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.FieldError;
import com.genericcorp.hub.problem.Refusal;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads request bodies: within their limit, strictly, and only once the caller is known. Unknown fields, duplicate
 * fields, texts given as numbers, numbers given as texts or with a fraction, and anything after the document are refused
 * with the field that is wrong.
 */
@Singleton
public class Bodies {
    /** Bytes of a provider's webhook. */
    public static final int INGEST_LIMIT = 4 << 20;

    /** Bytes of every other body. */
    public static final int LIMIT = 1 << 20;

    private final ObjectMapper strict;
    private final Validator validator;

    public Bodies(ApiJson json, Validator validator) {
        this.strict = json.mapper()
                .copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        strict.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        strict.coercionConfigFor(LogicalType.Integer)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        strict.registerModule(new SimpleModule()
                .addDeserializer(Patch.class, new Patch.InJson())
                .addDeserializer(String.class, new StorableString())
                .addDeserializer(Instant.class, new Rfc3339.InJson()));
        this.validator = validator;
    }

    /** The whole of a JSON body; throws {@link Refusal} as {@link #read(InputStream, int)} does. */
    public static byte[] read(InputStream body) {
        return read(body, LIMIT);
    }

    /** @throws Refusal 413 when {@code body} is longer than {@code limit} bytes, 400 when it breaks off */
    public static byte[] read(InputStream body, int limit) {
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new Refusal(ErrorType.PAYLOAD_TOO_LARGE, "At most " + (limit >> 20) + " MiB are accepted.");
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(ErrorType.BAD_REQUEST, "The body broke off.");
        }
    }

    /** @throws Refusal as {@link #json(byte[], Class)}, and 413 when it is longer than {@link #LIMIT} */
    public <T> T json(InputStream body, Class<T> type) {
        return json(read(body, LIMIT), type);
    }

    /** @throws Refusal when it is no JSON, does not fit {@code type} or breaks one of its constraints */
    public <T> T json(byte[] body, Class<T> type) {
        T value = parse(body, type);
        List<FieldError> errors = validator.validate(value).stream()
                .map(Bodies::fieldError)
                .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                .toList();
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return value;
    }

    private <T> T parse(byte[] body, Class<T> type) {
        // Given bytes, the parser would guess UTF-16 and UTF-32; given characters it does not.
        Reader text = new InputStreamReader(new ByteArrayInputStream(body), UTF_8.newDecoder());
        try (JsonParser parser = strict.createParser(text)) {
            if (parser.nextToken() == null) {
                throw notJson();
            }
            T value = strict.readValue(parser, type);
            if (parser.nextToken() != null) {
                throw notJson();
            }
            if (value == null) {
                throw Refusal.invalid("", "A JSON object is required.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw Refusal.invalid(pointer(e), "No such field.");
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof IOException && !(e.getCause() instanceof InputCoercionException)
                    ? notJson()
                    : Refusal.invalid(pointer(e), "The value does not fit.");
        } catch (IOException e) {
            throw notJson();
        }
    }

    private static Refusal notJson() {
        return new Refusal(
                ErrorType.BAD_REQUEST, "The body is not one JSON document in UTF-8 that gives each field once.");
    }

    private static FieldError fieldError(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(snakeCase(node.getName()));
            }
        }
        return new FieldError(pointer.toString(), violation.getMessage());
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/"
                        + (step.getFieldName() == null
                                ? Integer.toString(step.getIndex())
                                : step.getFieldName().replace("~", "~0").replace("/", "~1")))
                .collect(Collectors.joining());
    }

    private static String snakeCase(String name) {
        return name.chars()
                .mapToObj(c -> Character.isUpperCase(c) ? "_" + (char) Character.toLowerCase(c) : "" + (char) c)
                .collect(Collectors.joining());
    }
}
