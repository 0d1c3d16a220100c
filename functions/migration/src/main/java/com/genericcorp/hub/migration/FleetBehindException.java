package com.genericcorp.hub.migration;

/** Some tenants could not be migrated; its message names each with its version and error. */
public final class FleetBehindException extends RuntimeException {
    FleetBehindException(MigrationReport report) {
        super(report.failed().size() + " tenants not migrated: " + report.failed());
    }
}
