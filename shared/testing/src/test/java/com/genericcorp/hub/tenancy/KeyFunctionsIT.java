package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Attempts.Attempt;
import com.genericcorp.hub.tenancy.Catalog.Table;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions by which a tenant changes its keys run as their owner, so that row-level security does not bind them. */
class KeyFunctionsIT {
    private static final String ROTATE =
            "select count(*) from hub.rotate_api_key('%s', '\\x00', 'hub_live_', now(), now() + interval '1 hour')";
    private static final String REVOKE = "select count(*) from hub.revoke_api_key('%s', now())";

    private final TestServers servers = TestServers.shared();
    private final Catalog catalog = new Catalog(servers);
    private final TenantId tenant = TestTenants.create(servers).id();
    private final TenantId other = TestTenants.create(servers).id();
    private Attempts attempts;

    @BeforeEach
    void logIn() throws SQLException {
        attempts = new Attempts(servers);
    }

    @AfterEach
    void logOut() throws SQLException {
        attempts.close();
    }

    @ParameterizedTest
    @EnumSource
    void changeTheTenantsOwnKeys(ActAs form) throws SQLException {
        assertThat(attempts.as(
                        form, tenant.role(), ROTATE.formatted(keyOf(tenant)).replace("\\x00", "\\x" + hex())))
                .isEqualTo(new Attempt("00000", 1));
        assertThat(attempts.as(form, tenant.role(), REVOKE.formatted(keyOf(tenant))))
                .isEqualTo(new Attempt("00000", 1));
    }

    @ParameterizedTest
    @EnumSource
    void leaveAnotherTenantsKeysAsTheyAre(ActAs form) throws SQLException {
        String before = keys(other);

        for (String call : List.of(ROTATE, REVOKE)) {
            assertThat(attempts.as(form, tenant.role(), call.formatted(keyOf(other))))
                    .as(call)
                    .isEqualTo(new Attempt("00000", 0));
        }

        assertThat(keys(other)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub_operator", "hub_metering"})
    void areNoOthersToCall(String role) throws SQLException {
        for (String call : List.of(ROTATE, REVOKE)) {
            String statement = call.formatted(keyOf(other));
            assertThat(attempts.as(ActAs.PIPELINED, role, statement).refused())
                    .as("%s by %s", call, role)
                    .isTrue();
            assertThat(attempts.withoutRole(statement).refused())
                    .as("%s by the login", call)
                    .isTrue();
        }
    }

    /** Not even its own: whoever reads a key's row learns nothing that a look-up goes by. */
    @Test
    void hashesAreNotReadable() throws SQLException {
        for (String column : List.of("hash", "previous_hash", "*")) {
            assertThat(attempts.as(ActAs.PIPELINED, tenant.role(), "select " + column + " from public.api_keys")
                            .refused())
                    .as(column)
                    .isTrue();
        }
    }

    private UUID keyOf(TenantId owner) throws SQLException {
        return catalog.list(
                        "select id from public.api_keys where tenant_role = '" + owner.role() + "'",
                        row -> row.getObject(1, UUID.class))
                .getFirst();
    }

    private String keys(TenantId owner) throws SQLException {
        return catalog.contents(new Table("public", "api_keys", List.of("tenant_role")), owner);
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
