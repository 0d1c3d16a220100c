package com.genericcorp.hub.access;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Where an issuer publishes its keys. */
interface KeySetSource {
    /** No key set is larger, in bytes. */
    int LIMIT = 256 * 1024;

    /** How long a download may take. */
    Duration PATIENCE = Duration.ofSeconds(4);

    /**
     * The document as it is now; takes a few seconds at most.
     *
     * @throws IOException whose message says why, without the address
     */
    String read() throws IOException;

    /** @param url {@code https:} or {@code file:} */
    static KeySetSource at(URI url) {
        return url.getScheme().equals("file") ? new KeySetFile(Path.of(url)) : new KeySetDownload(url, PATIENCE);
    }
}
