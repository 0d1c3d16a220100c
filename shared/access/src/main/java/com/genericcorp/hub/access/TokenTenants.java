package com.genericcorp.hub.access;

import com.genericcorp.hub.tenancy.DatabaseException;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The tenant that a token speaks for. */
@Singleton
final class TokenTenants {
    /** {@code invalid_parameter_value}: what setting {@code role} answers. */
    private static final String NO_SUCH_ROLE = "22023";

    private final TenantDatabase database;

    TokenTenants(TenantDatabase database) {
        this.database = database;
    }

    /** Who calls with this token, or empty when there is no such tenant. */
    Optional<Caller> caller(Token.OfTenant token) {
        try {
            return database.as(token.tenant())
                    .find(
                            row -> new Caller.OfTenant(
                                    token.tenant(),
                                    row.getString("slug"),
                                    row.getString("status"),
                                    token.grants(),
                                    token.actor()),
                            "select slug, status from public.tenants where id = ?",
                            token.tenant().uuid());
        } catch (DatabaseException e) {
            if (e.sqlState().equals(NO_SUCH_ROLE)) {
                // The tenant has no role any more, so there is nobody whom this token could speak for.
                return Optional.empty();
            }
            throw e;
        }
    }
}
