package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.Statements;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Issues further keys of a tenant on an operator's word, for when the first is lost. */
@Singleton
final class ApiKeyIssue {
    private final Ids ids;
    private final SecureRandom random;

    ApiKeyIssue(Ids ids, SecureRandom random) {
        this.ids = ids;
        this.random = random;
    }

    IssuedApiKey issue(Change change, TenantId tenant, NewApiKey wanted) {
        if (!wanted.unknownScopes().isEmpty()) {
            throw Refusal.invalid(
                    "/scopes", "No such scope: " + wanted.unknownScopes().getFirst() + ".");
        }
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
