package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.api.http.Edge;
import com.genericcorp.hub.api.http.HeaderValues;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a request comes from, as far as it can be held against anybody: an IPv4 address, or the /64 of an IPv6 address,
 * which is what one subscriber gets. {@code X-Hub-Client-Address} names it where the edge set it; otherwise it is the
 * other end of the connection (on Lambda, what API Gateway saw).
 */
@Singleton
public final class Source {
    private static final int SUBSCRIBER_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    private final Edge edge;

    public Source(Edge edge) {
        this.edge = edge;
    }

    public String of(HttpServerRequest request) {
        return saidByEdge(request)
                .or(() -> Optional.ofNullable(request.remoteAddress())
                        .map(SocketAddress::hostAddress)
                        .flatMap(Source::literal))
                .map(Source::text)
                .orElse(UNKNOWN);
    }

    private Optional<InetAddress> saidByEdge(HttpServerRequest request) {
        return edge.vouchesFor(request)
                ? HeaderValues.get(request.headers(), "X-Hub-Client-Address").flatMap(Source::literal)
                : Optional.empty();
    }

    /** Never a name: nothing is asked of any name server. */
    private static Optional<InetAddress> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, SUBSCRIBER_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
