package com.genericcorp.hub.api.tenant;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.api.operation.Operation;
import com.genericcorp.hub.api.operation.Operations;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.messaging.Queue;
import com.genericcorp.hub.messaging.QueueSender;
import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.tenancy.OperationKind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Suspends, resumes and off-boards. The new status is committed together with the operation that does the rest, and holds
 * from then on. Each method throws {@link Refusal}: 404 when there is no such tenant, 409 when its status forbids it.
 *
 * <pre>
 * active ◀──resume── suspended
 *   │  ──suspend──▶      │
 *   └────off-board───────┴──▶ offboarding ──operation ends──▶ gone
 * </pre>
 *
 * The same request once more is refused, unless its operation has failed: then that operation goes on where it stopped.
 */
@Singleton
final class TenantLifecycle {
    private final Operations operations;
    private final TenantCaches caches;
    private final QueueSender sender;
    private final Ids ids;

    TenantLifecycle(Operations operations, TenantCaches caches, QueueSender sender, Ids ids) {
        this.operations = operations;
        this.caches = caches;
        this.sender = sender;
        this.ids = ids;
    }

    Operation suspend(Change change, TenantId tenant) {
        return begin(change, tenant, OperationKind.SUSPEND, "suspended", "tenant.suspended", "active");
    }

    Operation resume(Change change, TenantId tenant) {
        return begin(change, tenant, OperationKind.RESUME, "active", "tenant.resumed", "suspended");
    }

    /** The tenant's keys end with the change's commit. */
    Operation offboard(Change change, TenantId tenant) {
        return begin(
                change,
                tenant,
                OperationKind.OFFBOARD,
                "offboarding",
                "tenant.offboarding_started",
                "active",
                "suspended");
    }

    private Operation begin(
            Change change, TenantId tenant, OperationKind kind, String status, String action, String... from) {
        Operation operation = changeStatus(change, tenant, status, from)
                ? start(change, tenant, kind)
                : operations.goOn(change, kind, tenant, status).orElseThrow(() -> refusal(change, tenant));
        change.audit(tenant, action, tenant);
        change.afterCommit(() -> sender.send(Queue.PROVISIONING, operation.id()));
        return operation;
    }

    private Operation start(Change change, TenantId tenant, OperationKind kind) {
        caches.forget(change, tenant, kind == OperationKind.OFFBOARD ? endKeys(change, tenant) : List.of());
        return Operations.start(change, kind, tenant, ids);
    }

    /** At once and on one row, so that of two requests at the same time one comes second. */
    private static boolean changeStatus(Change change, TenantId tenant, String status, String... from) {
        return change.statements()
                        .update(
                                "update public.tenants set status = ? where id = ? and status = any (?)",
                                status,
                                tenant.uuid(),
                                from)
                == 1;
    }

    /** The hashes of the secrets that no longer work. */
    private static List<byte[]> endKeys(Change change, TenantId tenant) {
        return change
                .statements()
                .list(
                        row -> Stream.of(row.getBytes("hash"), row.getBytes("previous_hash"))
                                .filter(Objects::nonNull)
                                .toList(),
                        "select hash, previous_hash from hub.revoke_api_keys(?, ?)",
                        tenant.uuid(),
                        change.now())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Refusal refusal(Change change, TenantId tenant) {
        return change.statements()
                .find(row -> row.getString("status"), "select status from public.tenants where id = ?", tenant.uuid())
                .map(status -> new Refusal(ErrorType.CONFLICT, "The tenant is " + status + "."))
                .orElseGet(() -> Refusal.notFound("tenant"));
    }
}
