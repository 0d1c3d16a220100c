package com.genericcorp.hub.migration;

import com.genericcorp.hub.startup.FunctionMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts {@link MigrationCommand}; the Knative shape alone does, by {@code quarkus.package.main-class}. */
@QuarkusMain(name = "migration")
public final class MigrationMain {
    MigrationMain() {}

    public static void main(String[] arguments) {
        // Nobody calls a command, so it opens no port; and what reads the report reads standard output.
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.log.console.stderr", "true");
        FunctionMain.run(MigrationCommand.class, arguments);
    }
}
