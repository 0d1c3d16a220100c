package com.genericcorp.hub.standalone;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What {@link HubMain} tells the application it prepared; nobody else sets it. */
@ConfigMapping(prefix = "hub.standalone")
interface StandaloneConfig {

    /** The state directory. */
    Path state();

    /** The servers that were started with the hub; absent when the environment named them all. */
    Optional<String> parts();
}
