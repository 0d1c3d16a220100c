package com.genericcorp.hub.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** The token issuers that the API trusts. */
@ConfigMapping(prefix = "hub.jwt")
public interface JwtConfig {

    /** {@code HUB_JWT_ISSUERS_<NAME>_…}: each trusted issuer under a name of your own. */
    Map<String, Issuer> issuers();

    /** One trusted issuer. Tokens are RS256 or ES256. */
    interface Issuer {
        /** {@code …_ISSUER}: the exact {@code iss} claim. */
        String issuer();

        /** {@code …_JWKS}: URL of its key set; {@code https:}, or {@code file:} for a local issuer. */
        String jwks();

        /** {@code …_AUDIENCE}: what {@code aud} must contain. */
        String audience();

        /** {@code …_TENANT_CLAIM}: the claim with the tenant's id, {@code ten_…}; needed for kind {@code tenant}. */
        Optional<String> tenantClaim();

        /** {@code …_GROUPS_CLAIM}: the claim with the groups. */
        @WithDefault("groups")
        String groupsClaim();

        /** {@code …_KIND}: what its tokens may be. Operator rights come from an operator issuer alone. */
        Kind kind();
    }

    /** Whom an issuer may vouch for. */
    enum Kind {
        OPERATOR,
        TENANT
    }
}
