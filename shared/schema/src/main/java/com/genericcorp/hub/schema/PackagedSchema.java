package com.genericcorp.hub.schema;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The tenant schema that this build carries. */
@Dependent
final class PackagedSchema {
    @Produces
    @Singleton
    TenantSchema schema() {
        return new TenantSchema(TenantScripts.packaged());
    }
}
