package com.genericcorp.hub.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;

/**
 * The same as a command, for a Kubernetes Job: prints the report as JSON and ends, with exit code 1 when a tenant failed.
 * The Knative shape alone starts it, by {@code quarkus.package.main-class}.
 */
@QuarkusMain(name = "migration")
public final class MigrationCommand implements QuarkusApplication {
    private final Migration migration;
    private final ObjectMapper mapper;
    private final PrintStream output;

    MigrationCommand(Migration migration, ObjectMapper mapper) {
        this.migration = migration;
        this.mapper = mapper;
        this.output = System.out;
    }

    @Override
    public int run(String... arguments) throws JsonProcessingException {
        MigrationReport report = migration.run();
        output.println(mapper.writeValueAsString(report));
        return report.failed().isEmpty() ? 0 : 1;
    }
}
