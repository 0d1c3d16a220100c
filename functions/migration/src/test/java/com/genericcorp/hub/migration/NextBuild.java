package com.genericcorp.hub.migration;

import com.genericcorp.hub.schema.TenantSchema;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the application under test a build that carries one script more than this one. */
@Dependent
final class NextBuild {
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    TenantSchema schema() {
        return Fleet.nextBuild();
    }
}
