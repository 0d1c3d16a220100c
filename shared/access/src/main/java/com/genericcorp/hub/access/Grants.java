package com.genericcorp.hub.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller may do within its tenant.
 *
 * @param scopes where it may act
 * @param readOnly whether it may only look
 */
public record Grants(Set<Scope> scopes, boolean readOnly) {
    private static final String EVERY_SCOPE = "*";

    public Grants {
        scopes = Set.copyOf(scopes);
    }

    public static Grants all() {
        return new Grants(EnumSet.allOf(Scope.class), false);
    }

    public static Grants reading() {
        return new Grants(EnumSet.allOf(Scope.class), true);
    }

    /** The grants of a key with these stored scopes; a name that this build does not know grants nothing. */
    public static Grants ofKey(Collection<String> names) {
        if (names.contains(EVERY_SCOPE)) {
            return all();
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        names.forEach(name -> Scope.named(name).ifPresent(scopes::add));
        return new Grants(scopes, false);
    }

    /** Whether {@code name} is what a key's scope can be called. */
    public static boolean isScope(String name) {
        return name.equals(EVERY_SCOPE) || Scope.named(name).isPresent();
    }

    /** Whether these allow everything that {@code other} do. */
    public boolean cover(Grants other) {
        return scopes.containsAll(other.scopes) && (!readOnly || other.readOnly);
    }

    public boolean allow(Scope scope, boolean reading) {
        return scopes.contains(scope) && (reading || !readOnly);
    }
}
