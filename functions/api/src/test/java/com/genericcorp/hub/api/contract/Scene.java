package com.genericcorp.hub.api.contract;

import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.ids.TenantId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who plays in the isolation matrix: a tenant to be protected, a stranger, and one that is suspended. */
final class Scene {
    private final World victim = World.create();
    private final World stranger = World.create();
    private final World suspended = World.create().suspend();
    private final String revokedKey = Keys.revoked(tenant());
    private final String expiredKey = Keys.expired(tenant());
    private final String unknownKey = Keys.unknown(tenant());
    private final Map<String, String> keysWithout = new HashMap<>();

    World victim() {
        return victim;
    }

    World stranger() {
        return stranger;
    }

    World suspended() {
        return suspended;
    }

    String revokedKey() {
        return revokedKey;
    }

    String expiredKey() {
        return expiredKey;
    }

    String unknownKey() {
        return unknownKey;
    }

    /** A key of the victim with every scope but this. */
    String keyWithout(String scope) {
        return keysWithout.computeIfAbsent(scope, missing -> Keys.of(tenant(), othersThan(missing)));
    }

    private static List<String> othersThan(String scope) {
        return Arrays.stream(Scope.values())
                .map(Scope::text)
                .filter(other -> !other.equals(scope))
                .toList();
    }

    private TenantId tenant() {
        return victim.tenant().id();
    }

    DatabaseDigest digest() {
        return DatabaseDigest.of(victim, stranger, suspended);
    }
}
