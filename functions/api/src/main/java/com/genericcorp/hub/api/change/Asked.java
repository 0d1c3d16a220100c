package com.genericcorp.hub.api.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.http.RequestId;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who asks for a change, by which request.
 *
 * @param idempotencyName what the request is known by when it comes again; empty without an {@code Idempotency-Key}
 */
public record Asked(Caller caller, RequestId request, Optional<byte[]> idempotencyName) {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    /** A request whose {@code Idempotency-Key}, where it has one, means nothing: repeating it does no harm. */
    public static Asked by(Caller caller, RoutingContext context) {
        return new Asked(caller, RequestId.of(context), Optional.empty());
    }

    /**
     * A request that may be sent again under its {@code Idempotency-Key}, which counts per tenant (per operator), method
     * and path.
     *
     * @throws Refusal when the key is not 1 to 255 visible ASCII characters
     * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key
     *     header</a>
     */
    public static Asked onceBy(Caller caller, RoutingContext context) {
        return new Asked(caller, RequestId.of(context), key(context).map(key -> name(caller, context, key)));
    }

    private static Optional<String> key(RoutingContext context) {
        List<String> values = context.request().headers().getAll(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        // As everywhere: on Lambda a value with commas arrives as several.
        String key = String.join(",", values);
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid(HEADER, "1 to 255 visible ASCII characters.");
        }
        return Optional.of(key);
    }

    private static byte[] name(Caller caller, RoutingContext context, String key) {
        String scope = switch (caller) {
            // Its role is the rest of the primary key.
            case Caller.OfTenant _ -> "";
            case Caller.Operator operator -> operator.actor();
        };
        return sha256(String.join("\n", scope, context.request().method().name(), context.normalizedPath(), key)
                .getBytes(UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
