package com.genericcorp.hub.api.apikey;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.http.RequestId;
import com.genericcorp.hub.audit.AuditLog;
import com.genericcorp.hub.audit.AuditRecord;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Issues further keys of a tenant on an operator's word, for when the first is lost. */
@Singleton
final class ApiKeyIssue {
    private final TenantDatabase database;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    ApiKeyIssue(TenantDatabase database, Ids ids, SecureRandom random, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    IssuedApiKey issue(Caller.Operator operator, TenantId tenant, NewApiKey wanted, RequestId request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!wanted.unknownScopes().isEmpty()) {
            throw Refusal.invalid(
                    "/scopes", "No such scope: " + wanted.unknownScopes().getFirst() + ".");
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            throw Refusal.invalid("/expires_at", "Must be in the future.");
        }
        ApiKey key = ApiKey.generate(tenant, random);
        Id id = ids.nextAt(IdKind.API_KEY, now);
        return database.operatorTransaction(transaction -> {
            if (transaction
                    .find(
                            row -> true,
                            "select 1 from public.tenants where id = ? and status in ('active', 'suspended')",
                            tenant.uuid())
                    .isEmpty()) {
                throw Refusal.notFound("tenant");
            }
            ApiKeys.insert(transaction, id, key, wanted.name(), wanted.scopes(), now, wanted.expiresAt());
            AuditLog.record(
                    transaction,
                    new AuditRecord(
                            ids.nextAt(IdKind.AUDIT_RECORD, now),
                            tenant,
                            now,
                            operator.actor(),
                            "api_key.created",
                            id.toString(),
                            request.text()));
            return new IssuedApiKey(
                    id, wanted.name(), wanted.scopes(), key.prefix(), wanted.expiresAt(), null, now, key.secret());
        });
    }
}
