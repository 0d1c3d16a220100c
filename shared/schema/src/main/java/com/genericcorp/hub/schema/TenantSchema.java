package com.genericcorp.hub.schema;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes, migrates and drops one tenant's role and schema, inside the caller's transaction on the owner's connection. */
public final class TenantSchema {
    private final TenantScripts scripts;

    public TenantSchema(TenantScripts scripts) {
        this.scripts = scripts;
    }

    public int currentVersion() {
        return scripts.currentVersion();
    }

    /**
     * The role, which the application's login may enter but never inherits, and the empty schema.
     *
     * <p>Membership in {@code hub_tenant} comes last: PostgreSQL locks the granted role until commit, so this is the
     * only moment at which tenants made at the same time wait for each other.
     */
    public void create(Connection connection, TenantId tenant) {
        Statements.on(connection, tenant).update("""
                create role {t} nologin;
                create schema {t};
                grant usage on schema {t} to {t};
                grant {t} to hub_api with inherit false, set true;
                grant hub_tenant to {t} with inherit true, set false
                """);
    }

    /**
     * Runs every pending script as one batch, the new version with it.
     *
     * @return the version before
     */
    public int migrate(Connection connection, TenantId tenant) throws SQLException {
        Statements statements = Statements.on(connection, tenant);
        int version = statements
                .find(
                        row -> row.getInt("schema_version"),
                        "select schema_version from public.tenants where id = ? for no key update",
                        tenant.uuid())
                .orElseThrow(() -> new IllegalStateException("no such tenant: " + tenant));
        if (version < scripts.currentVersion()) {
            // Tables that somebody else keeps locked must fail this tenant, not hold up the fleet.
            statements.update("set local lock_timeout = '5s'");
            try (Statement batch = connection.createStatement()) {
                batch.execute(scripts.after(version).replace("{t}", tenant.role()));
            }
            statements.update(
                    "update public.tenants set schema_version = ?, migration_error = null where id = ?",
                    scripts.currentVersion(),
                    tenant.uuid());
        }
        return version;
    }

    /** Bars the tenant's role from its own schema once the transaction commits, for ever. */
    public void bar(Connection connection, TenantId tenant) {
        Statements.on(connection, tenant).update("revoke usage on schema {t} from {t}");
    }

    /**
     * Leaves nothing of {@link #create} behind, whether it ran or not. The tenant is at version 0 then, where no fleet
     * migration looks.
     */
    public void drop(Connection connection, TenantId tenant) {
        Statements statements = Statements.on(connection, tenant);
        statements.update("update public.tenants set schema_version = 0 where id = ?", tenant.uuid());
        statements.update("drop schema if exists {t} cascade");
        statements.update("drop role if exists {t}");
    }
}
