package com.genericcorp.hub.load;

import java.net.URI;

/** A hub that somebody runs. */
record GivenHub(URI url, String operatorToken) implements Target {
    @Override
    public boolean outlivesTheRun() {
        return true;
    }

    @Override
    public void close() {}

    /** Without the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
