package com.genericcorp.hub.standalone;

import java.io.Serial;

/** Why the hub, or a command of it, cannot go on: one line for the person at the terminal. */
final class StartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StartException(String line) {
        super(line);
    }

    StartException(String line, Throwable cause) {
        super(line, cause);
    }
}
