package com.genericcorp.hub.migration;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the application will log in, which the migration prepares. */
@ConfigMapping(prefix = "hub.database")
interface MigrationConfig {

    /** {@code HUB_DATABASE_PASSWORD}: set for {@code hub_api}; absent where another means of login is used. */
    Optional<String> password();
}
