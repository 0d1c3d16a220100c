package com.genericcorp.hub.api.auth;

import com.genericcorp.hub.api.http.Edge;
import com.genericcorp.hub.api.http.HttpConfig;
import com.genericcorp.hub.api.tenant.Slug;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which tenant a request's host names: {@code <slug>.<base domain>}, and no other host. The host is {@code X-Hub-Host}
 * where the request proves that it came through the edge, otherwise {@code Host}.
 */
@Startup
@Singleton
public final class HostTenant {
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Optional<String> suffix;
    private final Edge edge;

    /** @throws ConfigValidationException naming {@code hub.base-domain} when it is no domain name */
    public HostTenant(HttpConfig config, Edge edge) {
        config.baseDomain()
                .filter(domain ->
                        !DOMAIN.matcher(domain.toLowerCase(Locale.ROOT)).matches())
                .ifPresent(domain -> {
                    throw new ConfigValidationException(
                            new Problem[] {new Problem("hub.base-domain must be a domain name, such as example.com")});
                });
        this.suffix = config.baseDomain().map(domain -> "." + domain.toLowerCase(Locale.ROOT));
        this.edge = edge;
    }

    /** @throws Refusal when the host names a tenant that is not {@code slug}'s, or is no host */
    public void check(HttpServerRequest request, String slug) {
        if (!slugOf(request).map(slug::equals).orElse(true)) {
            throw new Refusal(ErrorType.FORBIDDEN, "This host belongs to another tenant.");
        }
    }

    /** @throws Refusal when the host names any tenant, for operators belong to none, or is no host */
    public void checkNone(HttpServerRequest request) {
        if (slugOf(request).isPresent()) {
            throw new Refusal(ErrorType.FORBIDDEN, "This host belongs to a tenant.");
        }
    }

    private Optional<String> slugOf(HttpServerRequest request) {
        return suffix.flatMap(end -> host(request)
                .filter(host -> host.endsWith(end))
                .map(host -> host.substring(0, host.length() - end.length()))
                .filter(label -> !Slug.isReserved(label)));
    }

    private Optional<String> host(HttpServerRequest request) {
        return edge.vouchesFor(request)
                ? RequestHost.saidByEdge(request).or(() -> RequestHost.of(request))
                : RequestHost.of(request);
    }
}
