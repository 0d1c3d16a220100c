package com.genericcorp.hub.bench;

/** What one of the load's connections sends and expects, again and again. */
interface Exchange {
    /** The next request's bytes; asked for by one thread. */
    byte[] next();

    /**
     * @return whether the answer is the right one
     */
    boolean isRight(int status, byte[] answer, int bodyFrom, int length);
}
