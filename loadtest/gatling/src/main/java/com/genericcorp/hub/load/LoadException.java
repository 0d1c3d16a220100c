package com.genericcorp.hub.load;

import java.io.Serial;

/** Why a run cannot begin or go on: one line for the person at the terminal. */
final class LoadException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    LoadException(String line) {
        super(line);
    }

    LoadException(String line, Throwable cause) {
        super(line, cause);
    }
}
