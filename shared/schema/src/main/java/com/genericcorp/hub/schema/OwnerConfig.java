package com.genericcorp.hub.schema;

import io.smallrye.config.ConfigMapping;

/** The owner of the control plane and of the tenants' schemas; provisioning and migration connect as it. */
@ConfigMapping(prefix = "hub.database.owner")
public interface OwnerConfig {

    /** {@code HUB_DATABASE_OWNER_URL}: JDBC URL straight to PostgreSQL, past every pool and proxy. */
    String url();

    /** {@code HUB_DATABASE_OWNER_USER}: a login with {@code CREATEROLE}, not a superuser. */
    String user();

    /** {@code HUB_DATABASE_OWNER_PASSWORD}. */
    String password();
}
