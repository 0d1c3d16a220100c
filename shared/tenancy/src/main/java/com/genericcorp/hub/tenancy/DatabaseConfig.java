package com.genericcorp.hub.tenancy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the application reaches its tenants' data. */
@ConfigMapping(prefix = "hub.database")
public interface DatabaseConfig {

    /** {@code HUB_DATABASE_URL}: JDBC URL of the pool or proxy, {@code jdbc:postgresql://host:port/database}. */
    String url();

    /** {@code HUB_DATABASE_USER}: the limited login, {@code hub_api}. */
    String user();

    /** {@code HUB_DATABASE_PASSWORD}: its password. */
    String password();

    /** {@code HUB_DATABASE_ACT_AS}: how a request enters its tenant's role. */
    @WithDefault("pipelined")
    ActAs actAs();
}
