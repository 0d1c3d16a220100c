package com.genericcorp.hub.api.auditlog;

import com.genericcorp.hub.access.Scope;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.http.Cursor;
import com.genericcorp.hub.api.http.Page;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.TenantId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/audit-log}: scope {@code audit}. */
@Path("/v1/audit-log")
@Produces(MediaType.APPLICATION_JSON)
public class AuditLogResource {
    private final RequestCaller caller;
    private final AuditEntries entries;

    AuditLogResource(RequestCaller caller, AuditEntries entries) {
        this.caller = caller;
        this.entries = entries;
    }

    @GET
    public Page<AuditEntry> list(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        TenantId tenant = caller.reader(Scope.AUDIT).tenant();
        int size = Page.limit(limit);
        return Page.of(
                entries.list(tenant, Cursor.decode(IdKind.AUDIT_RECORD, cursor), size + 1), size, AuditEntry::id);
    }
}
