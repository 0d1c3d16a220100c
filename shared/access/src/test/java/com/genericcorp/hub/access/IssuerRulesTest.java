package com.genericcorp.hub.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerRulesTest {
    private static final Configured GOOD = new Configured(
            "https://issuer.example", "https://issuer.example/jwks", Optional.of("tenant_id"), JwtConfig.Kind.TENANT);

    record Configured(String issuer, String jwks, Optional<String> tenantClaim, JwtConfig.Kind kind)
            implements JwtConfig.Issuer {
        @Override
        public String audience() {
            return "hub";
        }

        @Override
        public String groupsClaim() {
            return "groups";
        }

        Configured fetchedFrom(String url) {
            return new Configured(issuer, url, tenantClaim, kind);
        }
    }

    @Test
    void acceptsAnIssuerWithAllThatItNeeds() {
        assertThatCode(() -> IssuerRules.checked(Map.of("people", GOOD))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/jwks",
                "gopher:nope",
                "no url",
                "/keys.json",
                "https:/jwks",
                "https://",
                "file:keys.json",
                "file:///keys.json#key"
            })
    void namesAKeySetThatAnybodyCouldReplace(String url) {
        assertThatThrownBy(() -> IssuerRules.checked(Map.of("people", GOOD.fetchedFrom(url))))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("hub.jwt.issuers.people.jwks");
    }

    @Test
    void namesATenantIssuerThatCannotNameTenants() {
        Configured speechless = new Configured(GOOD.issuer, GOOD.jwks, Optional.empty(), JwtConfig.Kind.TENANT);

        assertThatThrownBy(() -> IssuerRules.checked(Map.of("people", speechless)))
                .hasMessageContaining("hub.jwt.issuers.people.tenant-claim");
    }

    @Test
    void namesTwoIssuersThatClaimToBeOne() {
        assertThatThrownBy(() -> IssuerRules.checked(Map.of("one", GOOD, "two", GOOD)))
                .hasMessageContaining(".issuer is another issuer's too");
    }
}
