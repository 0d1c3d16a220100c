package com.genericcorp.hub.schema;

import java.util.Optional;
import org.flywaydb.core.Flyway;

/** Brings the control plane, and the roles under it, to this build's version. */
public final class ControlPlane {
    private final OwnerDatabase database;
    private final Flyway flyway;
    private final Optional<String> loginPassword;

    /** @param loginPassword what {@code hub_api} shall log in with; empty where something else decides that */
    public ControlPlane(OwnerDatabase database, Flyway flyway, Optional<String> loginPassword) {
        this.database = database;
        this.flyway = flyway;
        this.loginPassword = loginPassword;
    }

    /** @return the number of migrations that ran; repeatable, and safe to run by two at once */
    public int migrate() {
        database.transaction(connection -> {
            // One at a time: two that find a role missing would both create it. A direct connection, so a lock is fine.
            connection.createStatement().execute("select pg_catalog.pg_advisory_xact_lock(5_143_072)");
            Roles.ensure(connection);
            if (loginPassword.isPresent()) {
                Roles.setLoginPassword(connection, loginPassword.get());
            }
            return true;
        });
        return flyway.migrate().migrationsExecuted;
    }
}
