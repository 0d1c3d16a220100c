package com.genericcorp.hub.access;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a trusted issuer's settings must be beyond their types: a wrong one would refuse, or accept, every token. */
final class IssuerRules {
    private IssuerRules() {}

    /** @throws ConfigValidationException naming every property that is wrong */
    static Collection<JwtConfig.Issuer> checked(Map<String, JwtConfig.Issuer> issuers) {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        issuers.forEach((name, issuer) -> {
            String prefix = "hub.jwt.issuers." + name + ".";
            if (!names.add(issuer.issuer())) {
                problems.add(new Problem(prefix + "issuer is another issuer's too"));
            }
            if (!isKeySet(issuer.jwks())) {
                problems.add(
                        new Problem(prefix + "jwks must be an https: or file: URL, with a host or an absolute path"));
            }
            if (issuer.kind() == JwtConfig.Kind.TENANT && issuer.tenantClaim().isEmpty()) {
                problems.add(new Problem(prefix + "tenant-claim is required for kind tenant"));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigValidationException(problems.toArray(new Problem[0]));
        }
        return issuers.values();
    }

    private static boolean isKeySet(String url) {
        try {
            URI uri = new URI(url);
            return switch (uri.getScheme()) {
                case "https" -> uri.getHost() != null;
                case "file" -> Path.of(uri).isAbsolute();
                case null, default -> false;
            };
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }
}
