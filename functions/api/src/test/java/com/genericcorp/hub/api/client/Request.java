package com.genericcorp.hub.api.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.testing.TestIssuers;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as a caller means it, whatever carries it.
 *
 * @param target path and query exactly as they stand in the request line
 * @param body absent is not the same as empty
 */
public record Request(String method, String target, List<Header> headers, byte @Nullable [] body) {
    public Request {
        headers = List.copyOf(headers);
    }

    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), null);
    }

    public static Request get(String target) {
        return of("GET", target);
    }

    public static Request delete(String target) {
        return of("DELETE", target);
    }

    /** A POST of JSON. */
    public static Request post(String target, String json) {
        return of("POST", target).header("Content-Type", "application/json").body(json.getBytes(UTF_8));
    }

    /** With one more header line. */
    public Request header(String name, String value) {
        return new Request(
                method,
                target,
                Stream.concat(headers.stream(), Stream.of(new Header(name, value)))
                        .toList(),
                body);
    }

    /** Without the lines of that name. */
    public Request without(String name) {
        return new Request(
                method,
                target,
                headers.stream().filter(header -> !header.named(name)).toList(),
                body);
    }

    public Request body(byte[] bytes) {
        return new Request(method, target, headers, bytes);
    }

    public Request bearer(String credentials) {
        return header("Authorization", "Bearer " + credentials);
    }

    public Request as(TestTenant tenant) {
        return bearer(tenant.key().secret());
    }

    public Request asOperator() {
        return bearer(TestIssuers.shared().operator("olga"));
    }

    /** The same, to another target. */
    public Request to(String otherTarget) {
        return new Request(method, otherTarget, headers, body);
    }

    /** Sends it to the application under test, in the shape that was built, and holds the answer against the contract. */
    public Answer send() {
        return ContractCheck.check(this, Transport.ofThisShape().send(this));
    }
}
