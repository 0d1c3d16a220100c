package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What the API keeps of its answers under idempotency keys: theirs to write and read, ours to throw away. */
@Singleton
final class KeptAnswers {
    private final OwnerDatabase database;

    KeptAnswers(OwnerDatabase database) {
        this.database = database;
    }

    /** Forgets at most {@code limit} of those whose time is over, the oldest first; returns how many. */
    int forgetExpired(Instant now, int limit) {
        return database.transaction(connection -> Statements.on(connection).update("""
                        delete from public.idempotency_keys k
                        using (select tenant_role, name from public.idempotency_keys
                               where expires_at <= ? order by expires_at limit ? for update skip locked) as expired
                        where k.tenant_role = expired.tenant_role and k.name = expired.name
                        """, now, limit));
    }
}
