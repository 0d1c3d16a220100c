package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Jwts;
import com.genericcorp.hub.access.RedisKeys;
import com.genericcorp.hub.access.Token;
import com.genericcorp.hub.access.limit.Pace;
import com.genericcorp.hub.access.limit.Paces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Proves bearer credentials, an API key or a token, and charges the request to whoever they prove. */
@Singleton
public final class Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final Pace OPERATORS = new Pace("operator", 50, 500);

    private final TenantAdmission tenants;
    private final Jwts jwts;
    private final Paces paces;

    public Authenticator(TenantAdmission tenants, Jwts jwts, Paces paces) {
        this.tenants = tenants;
        this.jwts = jwts;
        this.paces = paces;
    }

    /**
     * @param authorization the whole {@code Authorization} header (RFC 6750)
     * @param source where the request came from
     */
    public Admission admit(String authorization, String source) {
        String credentials = bearer(authorization).orElse("");
        if (ApiKey.looksLike(credentials)) {
            return ApiKey.parse(credentials)
                    .map(key -> tenants.admit(Credentials.Key.of(key), source))
                    .orElseGet(Admission.Nobody::new);
        }
        return jwts.authenticate(credentials).map(token -> admit(token, source)).orElseGet(Admission.Nobody::new);
    }

    /** The operator whose token this is; nothing is charged and nobody else looked up. */
    public Optional<Caller.Operator> operator(String authorization) {
        return bearer(authorization)
                .filter(credentials -> !ApiKey.looksLike(credentials))
                .flatMap(jwts::authenticate)
                .flatMap(token -> token instanceof Token.Operator operator
                        ? Optional.of(new Caller.Operator(operator.subject()))
                        : Optional.empty());
    }

    private Admission admit(Token token, String source) {
        return switch (token) {
            case Token.Operator operator ->
                new Admission.OfOperator(
                        new Caller.Operator(operator.subject()),
                        paces.charge(OPERATORS, RedisKeys.operator(operator.subject())));
            case Token.OfTenant person -> tenants.admit(new Credentials.Person(person), source);
        };
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
