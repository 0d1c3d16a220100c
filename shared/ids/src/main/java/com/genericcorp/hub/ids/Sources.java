package com.genericcorp.hub.ids;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The only place where time and randomness come from the machine; everything else is handed them. */
@Dependent
public final class Sources {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Ids ids(Clock clock, SecureRandom random) {
        return new Ids(clock, random);
    }
}
