package com.genericcorp.hub.bench;

import java.io.Serial;

/** What was measured did not do its work, so there is no figure. */
final class BenchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new BenchException(otherwise);
        }
    }
}
