package com.genericcorp.hub.secrets;

/** Stored bytes do not decrypt here: damaged, moved to another place, or written under another key. */
public final class UnreadableSecretException extends RuntimeException {
    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
