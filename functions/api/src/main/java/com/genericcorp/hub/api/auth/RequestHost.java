package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.api.http.HeaderValues;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of a request, in one form: small letters, no port, no dot at its end. Whatever is not exactly one host is
 * refused rather than read in some way that another server on the road would not read it in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.2">RFC 9110, 7.2: Host and :authority</a>
 */
final class RequestHost {
    /** ASCII only, looked at before letters are made small: some letters turn into ASCII ones. */
    private static final Pattern HOST =
            Pattern.compile("(?<name>[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*|\\[[0-9A-Fa-f:.]+])\\.?(?::[0-9]{0,5})?");

    /** A name of 253 characters (RFC 1035, 3.1), a dot and a port. */
    private static final int LONGEST = 260;

    private RequestHost() {}

    /**
     * The host that the request was sent to; empty when it names none.
     *
     * @throws Refusal 400 when it names several, or something else
     */
    static Optional<String> of(HttpServerRequest request) {
        return written(request).map(RequestHost::normalised);
    }

    /**
     * The host that the edge says the request was sent to; empty when it says none.
     *
     * @throws Refusal 400 when it says several, or something else
     */
    static Optional<String> saidByEdge(HttpServerRequest request) {
        return HeaderValues.get(request.headers(), "X-Hub-Host")
                .filter(host -> !host.isBlank())
                .map(RequestHost::normalised);
    }

    /** {@code Host} in HTTP/1.1; in HTTP/2 {@code :authority}, with which the server lets no {@code Host} disagree. */
    private static Optional<String> written(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2
                ? Optional.ofNullable(request.authority()).map(HostAndPort::toString)
                : HeaderValues.get(request.headers(), "Host");
    }

    private static String normalised(String host) {
        Matcher matcher = HOST.matcher(host);
        if (host.length() > LONGEST || !matcher.matches()) {
            throw new Refusal(ErrorType.BAD_REQUEST, "The request's host is not the name of one host.");
        }
        return matcher.group("name").toLowerCase(Locale.ROOT);
    }
}
