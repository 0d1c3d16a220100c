package com.genericcorp.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys of an issuer on the same machine. */
record KeySetFile(Path path) implements KeySetSource {
    @Override
    public String read() throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException("it is larger than " + LIMIT + " bytes");
            }
            return new String(bytes, UTF_8);
        }
    }
}
