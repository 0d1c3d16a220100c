package com.genericcorp.hub.provisioning.export;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where exports are kept: exactly one of the two. */
@ConfigMapping(prefix = "hub.export")
interface ExportConfig {

    /** {@code HUB_EXPORT_DIRECTORY}: a local directory, made when it is missing. */
    Optional<Path> directory();

    /** {@code HUB_EXPORT_BUCKET}: an S3 bucket's name. */
    Optional<String> bucket();
}
