package com.genericcorp.hub.api.change;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What shall follow a change: caches to clear, messages to send. The change is made, whatever becomes of them. */
final class Hints {
    private static final Logger LOG = Logger.getLogger(Hints.class);

    private final List<Runnable> hints = new ArrayList<>();

    void add(Runnable hint) {
        hints.add(hint);
    }

    void follow() {
        for (Runnable hint : hints) {
            try {
                hint.run();
            } catch (RuntimeException e) {
                LOG.error("a hint after a change failed", e);
            }
        }
    }
}
