package com.genericcorp.hub.access;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a trusted issuer's settings must be beyond their types: a wrong one would refuse, or accept, every token. */
final class IssuerRules {
    private static final Set<String> KEY_SET_SCHEMES = Set.of("https", "file");

    private IssuerRules() {}

    /** @throws ConfigValidationException naming every property that is wrong */
    static void check(Map<String, JwtConfig.Issuer> issuers) {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        issuers.forEach((name, issuer) -> {
            String prefix = "hub.jwt.issuers." + name + ".";
            if (!names.add(issuer.issuer())) {
                problems.add(new Problem(prefix + "issuer is another issuer's too"));
            }
            if (!isKeySet(issuer.jwks())) {
                problems.add(new Problem(prefix + "jwks must be an https: or file: URL"));
            }
            if (issuer.kind() == JwtConfig.Kind.TENANT && issuer.tenantClaim().isEmpty()) {
                problems.add(new Problem(prefix + "tenant-claim is required for kind tenant"));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigValidationException(problems.toArray(new Problem[0]));
        }
    }

    private static boolean isKeySet(String url) {
        try {
            String scheme = new URI(url).getScheme();
            return scheme != null && KEY_SET_SCHEMES.contains(scheme);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
