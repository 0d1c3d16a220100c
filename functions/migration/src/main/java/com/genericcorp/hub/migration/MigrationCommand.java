package com.genericcorp.hub.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;

/**
 * The same as a command, for a Kubernetes Job: prints the report as JSON, alone on standard output, and ends; with exit
 * code 1 when a tenant failed.
 */
@Singleton
@Unremovable
public final class MigrationCommand implements QuarkusApplication {
    private final Migration migration;
    private final ObjectMapper mapper;
    private final PrintStream output;

    @Inject
    @SuppressWarnings("SystemOut")
    MigrationCommand(Migration migration, ObjectMapper mapper) {
        this(migration, mapper, System.out);
    }

    MigrationCommand(Migration migration, ObjectMapper mapper, PrintStream output) {
        this.migration = migration;
        this.mapper = mapper;
        this.output = output;
    }

    @Override
    public int run(String... arguments) throws JsonProcessingException {
        MigrationReport report = migration.run();
        output.println(mapper.writeValueAsString(report));
        return report.failed().isEmpty() ? 0 : 1;
    }
}
