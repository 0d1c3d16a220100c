package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Grants;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;

/** Issues further keys of a tenant: on its own word, or on an operator's for when the first is lost. */
@Singleton
final class ApiKeyIssue {
    private final Ids ids;
    private final SecureRandom random;

    ApiKeyIssue(Ids ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    /**
     * Whether {@code caller} may hold a secret with these scopes at all. To be asked before the change: an answer that is
     * given again under its {@code Idempotency-Key} shows the secret without one.
     *
     * @throws Refusal 400 when there is no such scope, 403 when the caller has not got it itself
     */
    static void requireScopes(Caller caller, List<String> scopes) {
        for (int i = 0; i < scopes.size(); i++) {
            if (!Grants.isScope(scopes.get(i))) {
                throw Refusal.invalid("/scopes/" + i, "No such scope: " + scopes.get(i) + ".");
            }
        }
        requireCovered(caller, scopes);
    }

    /** @throws Refusal 403 when {@code scopes}, which a key has, allow more than the caller may do itself */
    static void requireCovered(Caller caller, List<String> scopes) {
        switch (caller) {
            case Caller.Operator _ -> {}
            case Caller.OfTenant person -> {
                if (!person.grants().cover(Grants.ofKey(scopes))) {
                    throw new Refusal(ErrorType.FORBIDDEN, "A key with scopes beyond your own is not yours to have.");
                }
            }
        }
    }

    /** @throws Refusal 400 when the key would have ended already, 404 when there is no such tenant */
    IssuedApiKey issue(Change change, TenantId tenant, NewApiKey wanted) {
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(change.now())) {
            throw Refusal.invalid("/expires_at", "Must be in the future.");
        }
        requireTenant(change.statements(), tenant);
        ApiKey key = ApiKey.generate(tenant, random);
        Id id = ids.nextAt(IdKind.API_KEY, change.now());
        ApiKeys.insert(change.statements(), id, key, wanted.name(), wanted.scopes(), change.now(), wanted.expiresAt());
        change.audit(tenant, "api_key.created", id);
        return new IssuedApiKey(
                id, wanted.name(), wanted.scopes(), key.prefix(), wanted.expiresAt(), null, change.now(), key.secret());
    }

    private static void requireTenant(Statements transaction, TenantId tenant) {
        if (transaction
                .find(
                        row -> true,
                        "select 1 from public.tenants where id = ? and status in ('active', 'suspended')",
                        tenant.uuid())
                .isEmpty()) {
            throw Refusal.notFound("tenant");
        }
    }
}
