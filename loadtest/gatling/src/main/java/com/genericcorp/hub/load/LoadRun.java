package com.genericcorp.hub.load;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that the users of a run share.
 *
 * @param id tells this run's tenants from those of others
 * @param provisioned tenants that the operators of the run made
 */
record LoadRun(
        String id,
        Profile profile,
        URI hub,
        String operatorToken,
        List<Tenant> tenants,
        Queue<Tenant> provisioned,
        RunBook book,
        Turns turns,
        Clock clock) {
    /** Gatling makes the simulation by its class alone: what it needs waits here. */
    private static final AtomicReference<@Nullable LoadRun> NEXT = new AtomicReference<>();

    LoadRun {
        tenants = List.copyOf(tenants);
    }

    static LoadRun of(
            String id,
            Profile profile,
            URI hub,
            String operatorToken,
            List<Tenant> tenants,
            RunBook book,
            Clock clock) {
        return new LoadRun(
                id,
                profile,
                hub,
                operatorToken,
                tenants,
                new ConcurrentLinkedQueue<>(),
                book,
                new Turns(profile, clock),
                clock);
    }

    void handOver() {
        NEXT.set(this);
    }

    static LoadRun takeOver() {
        return Objects.requireNonNull(NEXT.get(), "only LoadCommand runs the simulation");
    }

    /** Users of one number are of one tenant. */
    Tenant tenantOf(Population.User user) {
        return tenants.get(user.number() % tenants.size());
    }
}
