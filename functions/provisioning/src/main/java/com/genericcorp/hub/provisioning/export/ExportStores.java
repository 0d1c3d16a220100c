package com.genericcorp.hub.provisioning.export;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/** The one place where exports are kept, as the configuration says. */
@Dependent
final class ExportStores {

    /** @throws ConfigValidationException unless exactly one place is given */
    @Produces
    @Singleton
    ExportStore store(ExportConfig config, Instance<S3Client> s3) {
        if (config.directory().isPresent() == config.bucket().isPresent()) {
            throw new ConfigValidationException(new Problem[] {
                new Problem("hub.export.directory or hub.export.bucket must be given, and not both of them")
            });
        }
        return config.directory()
                .<ExportStore>map(DirectoryStore::new)
                .orElseGet(() -> new BucketStore(s3.get(), config.bucket().orElseThrow()));
    }
}
