package com.genericcorp.hub.embedded;

import java.io.Serial;

/** A server could not be unpacked, started or stopped; the message is for the person at the terminal. */
public final class EmbeddedServerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
