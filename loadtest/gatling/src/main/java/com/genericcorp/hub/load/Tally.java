package com.genericcorp.hub.load;

import java.util.concurrent.atomic.LongAdder;

/** Counts what may have happened (sent), and what is known of it: it did, or it did not. */
final class Tally {
    private final LongAdder sent = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder notDone = new LongAdder();

    void sent() {
        sent.increment();
    }

    void done() {
        done.increment();
    }

    void notDone() {
        notDone.increment();
    }

    /** Once nothing more is sent. */
    Bounds bounds() {
        return new Bounds(done.sum(), sent.sum() - notDone.sum());
    }
}
