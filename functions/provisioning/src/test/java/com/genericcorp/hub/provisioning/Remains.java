package com.genericcorp.hub.provisioning;

import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.tenancy.Statements;

/** What the server holds of one operation's tenant: the rows, the schema, the role and how its operation stands. */
record Remains(
        String tenant,
        int schemaVersion,
        int keys,
        int schemas,
        int roles,
        String operation,
        int openSteps,
        int audited) {

    static Remains of(OwnerDatabase database, Workshop.Request request) {
        return database.transaction(connection -> Statements.on(connection)
                .find(
                        row -> new Remains(
                                row.getString("tenant"),
                                row.getInt("schema_version"),
                                row.getInt("keys"),
                                row.getInt("schemas"),
                                row.getInt("roles"),
                                row.getString("status"),
                                row.getInt("open_steps"),
                                row.getInt("audited")),
                        """
                        select coalesce(t.status, 'none') as tenant, coalesce(t.schema_version, 0) as schema_version,
                          (select count(*) from public.api_keys k where k.tenant_id = o.tenant_id) as keys,
                          (select count(*) from pg_catalog.pg_namespace where nspname = o.tenant_role) as schemas,
                          (select count(*) from pg_catalog.pg_roles where rolname = o.tenant_role) as roles,
                          o.status,
                          (select count(*) from public.operation_steps s
                           where s.operation_id = o.id and s.finished_at is null) as open_steps,
                          (select count(*) from public.audit_log a where a.tenant_id = o.tenant_id) as audited
                        from public.operations o left join public.tenants t on t.id = o.tenant_id
                        where o.id = ?
                        """,
                        request.operation().uuid())
                .orElseThrow());
    }

    /** One active tenant with one key, one schema at this build's version and one role. */
    static Remains ofASuccess() {
        return ofASuccess(TenantScripts.packaged().currentVersion());
    }

    /** One active tenant with one key, one schema at {@code version} and one role. */
    static Remains ofASuccess(int version) {
        return new Remains("active", version, 1, 1, 1, "succeeded", 0, 1);
    }

    /** Nothing but the operation's own record; {@code openSteps} is how many it never finished. */
    static Remains ofAFailure(int openSteps) {
        return new Remains("none", 0, 0, 0, 0, "failed", openSteps, 1);
    }

    /** Nothing but the operation and two audit records: of the tenant's life, and of its end. */
    static Remains ofAnEnd() {
        return new Remains("none", 0, 0, 0, 0, "succeeded", 0, 2);
    }
}
