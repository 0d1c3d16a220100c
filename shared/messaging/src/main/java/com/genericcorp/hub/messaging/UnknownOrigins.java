package com.genericcorp.hub.messaging;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** Wherever nothing comes beside a single message: on Lambda it is somebody's direct invocation. */
@DefaultBean
@Singleton
public final class UnknownOrigins implements Origins {

    @Override
    public Origin current() {
        return Origin.UNKNOWN;
    }
}
