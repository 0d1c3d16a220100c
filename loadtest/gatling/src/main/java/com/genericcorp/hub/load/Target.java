package com.genericcorp.hub.load;

import java.net.URI;

/** The hub under load. */
interface Target extends AutoCloseable {
    URI url();

    String operatorToken();

    /** Whether what the run made must be taken away again. */
    boolean outlivesTheRun();

    @Override
    void close();
}
