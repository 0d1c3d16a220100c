package com.genericcorp.hub.api.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.genericcorp.hub.api.http.HeaderValues;
import com.genericcorp.hub.api.http.HttpConfig;
import com.genericcorp.hub.api.tenant.Slug;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/**
 * Which tenant a request's host names: {@code <slug>.<base domain>}, and no other host. The host is {@code X-Hub-Host}
 * where the request proves that it came through the edge, otherwise {@code Host}.
 */
@Singleton
public final class HostTenant {
    private final Optional<String> suffix;
    private final Optional<byte[]> edgeSecret;

    public HostTenant(HttpConfig config) {
        this.suffix = config.baseDomain().map(domain -> "." + domain.toLowerCase(Locale.ROOT));
        this.edgeSecret = config.edgeSecret().map(secret -> secret.getBytes(UTF_8));
    }

    /** @throws Refusal when the host names a tenant that is not {@code slug}'s */
    public void check(HttpHeaders headers, String slug) {
        if (!slugOf(headers).map(slug::equals).orElse(true)) {
            throw new Refusal(ErrorType.FORBIDDEN, "This host belongs to another tenant.");
        }
    }

    /** @throws Refusal when the host names any tenant: operators belong to none */
    public void checkNone(HttpHeaders headers) {
        if (slugOf(headers).isPresent()) {
            throw new Refusal(ErrorType.FORBIDDEN, "This host belongs to a tenant.");
        }
    }

    private Optional<String> slugOf(HttpHeaders headers) {
        return suffix.flatMap(end -> host(headers)
                .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("\\.?(:\\d+)?$", ""))
                .filter(host -> host.endsWith(end))
                .map(host -> host.substring(0, host.length() - end.length()))
                .filter(label -> !Slug.isReserved(label)));
    }

    private Optional<String> host(HttpHeaders headers) {
        return throughEdge(headers)
                ? HeaderValues.get(headers, "X-Hub-Host").or(() -> HeaderValues.get(headers, "Host"))
                : HeaderValues.get(headers, "Host");
    }

    private boolean throughEdge(HttpHeaders headers) {
        return edgeSecret
                .flatMap(secret -> HeaderValues.get(headers, "X-Hub-Edge")
                        .map(proof -> MessageDigest.isEqual(secret, proof.getBytes(UTF_8))))
                .orElse(false);
    }
}
