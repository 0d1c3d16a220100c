package com.genericcorp.hub.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every right that is granted, word for word. A new grant is a decision: it fails here until it is written down. */
class RightsIT {
    private static final String RIGHTS = """
            with rights (what, acl, owner) as (
              select 'database', coalesce(datacl, acldefault('d', datdba)), datdba
                from pg_catalog.pg_database where datname = pg_catalog.current_database()
              union all
              select 'schema ' || nspname, coalesce(nspacl, acldefault('n', nspowner)), nspowner
                from pg_catalog.pg_namespace where nspname in ('public', 'hub', '{t}')
              union all
              select 'table ' || relnamespace::regnamespace || '.' || relname,
                  coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)), relowner
                from pg_catalog.pg_class
                where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                  and relnamespace::regnamespace::text in ('public', 'hub', '{t}')
              union all
              select 'column ' || relnamespace::regnamespace || '.' || relname || '.' || attname, attacl, relowner
                from pg_catalog.pg_attribute join pg_catalog.pg_class c on c.oid = attrelid
                where attacl is not null and relnamespace::regnamespace::text in ('public', 'hub', '{t}')
              union all
              select 'function ' || oid::regprocedure, coalesce(proacl, acldefault('f', proowner)), proowner
                from pg_catalog.pg_proc where pronamespace::regnamespace::text in ('public', 'hub', '{t}')
            )
            select case a.grantee when 0 then 'public' else a.grantee::regrole::text end
              || ': ' || what || ' ' || string_agg(lower(a.privilege_type), ' ' order by a.privilege_type)
            from rights, pg_catalog.aclexplode(acl) a
            where a.grantee <> owner and a.grantee <> 'pg_database_owner'::regrole
            group by a.grantee, what
            """;

    private final TestServers servers = TestServers.shared();

    @Test
    void exactlyTheseAreGranted() throws SQLException {
        TenantId tenant = TestTenants.create(servers).id();

        List<String> rights = new Catalog(servers)
                .list(
                        RIGHTS.replace("{t}", tenant.role()),
                        row -> row.getString(1).replace(tenant.role(), "{t}"));

        assertThat(rights)
                .containsExactlyInAnyOrderElementsOf(expected().lines().toList());
    }

    private static String expected() {
        return """
                hub_api: database connect
                hub_api: schema hub usage
                hub_api: function hub.act_as(text) execute
                hub_api: function hub.find_api_key(uuid,bytea) execute
                hub_api: function hub.find_connection_route(uuid) execute
                hub_api: function hub.find_ingest_route(uuid) execute
                hub_api: function hub.find_tenant(uuid) execute
                hub_api: function hub.use_api_key(uuid,bytea,timestamp with time zone) execute
                hub_tenant: schema public usage
                hub_tenant: function hub.role_of(uuid) execute
                hub_tenant: table public.plans select
                hub_tenant: column public.tenants.id select
                hub_tenant: column public.tenants.tenant_role select
                hub_tenant: column public.tenants.slug select
                hub_tenant: column public.tenants.name select
                hub_tenant: column public.tenants.plan select
                hub_tenant: column public.tenants.status select
                hub_tenant: column public.tenants.schema_version select
                hub_tenant: column public.tenants.data_key select
                hub_tenant: column public.tenants.created_at select
                hub_tenant: column public.tenants.requests_per_hour select
                hub_tenant: column public.tenants.ingest_per_second select
                hub_tenant: column public.tenants.ingest_burst select
                hub_tenant: table public.usage_minutes delete insert select
                hub_tenant: column public.usage_minutes.quantity update
                hub_tenant: table public.usage_windows delete insert select update
                hub_tenant: table public.usage_differences delete insert select update
                hub_tenant: table public.usage_watermarks insert select update
                hub_tenant: table public.usage_gaps insert select
                hub_tenant: table public.usage_recounts delete select
                hub_tenant: column public.usage_recounts.recount_from update
                hub_tenant: table public.usage_flushes select
                hub_tenant: table public.price_books select
                hub_tenant: table public.price_book select
                hub_tenant: table public.connection_routes delete insert select
                hub_tenant: column public.connection_routes.status update
                hub_tenant: column public.connection_routes.webhook_secrets update
                hub_tenant: column public.connection_routes.webhook_secret_expiries update
                hub_tenant: table public.audit_log insert select
                hub_tenant: table public.feedback insert
                hub_tenant: column public.operations.id select
                hub_tenant: column public.operations.kind select
                hub_tenant: column public.operations.status select
                hub_tenant: column public.operations.error select
                hub_tenant: column public.operation_steps.operation_id select
                hub_tenant: column public.operation_steps.position select
                hub_tenant: column public.operation_steps.name select
                hub_tenant: column public.operation_steps.started_at select
                hub_tenant: column public.operation_steps.finished_at select
                hub_tenant: schema hub usage
                hub_tenant: function hub.revoke_api_key(uuid,timestamp with time zone) execute
                hub_tenant: function hub.rotate_api_key(uuid,bytea,text,timestamp with time zone,timestamp with time zone) execute
                hub_tenant: column public.api_keys.id insert select
                hub_tenant: column public.api_keys.tenant_role insert select
                hub_tenant: column public.api_keys.tenant_id insert select
                hub_tenant: column public.api_keys.hash insert
                hub_tenant: column public.api_keys.prefix insert select
                hub_tenant: column public.api_keys.name insert select
                hub_tenant: column public.api_keys.scopes insert select
                hub_tenant: column public.api_keys.created_at insert select
                hub_tenant: column public.api_keys.expires_at insert select
                hub_tenant: column public.api_keys.revoked_at select
                hub_tenant: column public.api_keys.last_used_at select
                hub_tenant: table public.idempotency_keys delete insert select update
                {t}: schema {t} usage
                {t}: table {t}.connections delete insert select
                {t}: column {t}.connections.name update
                {t}: column {t}.connections.status update
                {t}: column {t}.connections.config update
                {t}: column {t}.connections.credentials update
                {t}: table {t}.events delete insert select
                hub_operator: schema public usage
                hub_operator: schema hub usage
                hub_operator: function hub.role_of(uuid) execute
                hub_operator: function hub.revoke_api_keys(uuid,timestamp with time zone) execute
                hub_operator: table public.plans select
                hub_operator: table public.fleet select
                hub_operator: table public.tenants insert select
                hub_operator: column public.tenants.name update
                hub_operator: column public.tenants.plan update
                hub_operator: column public.tenants.status update
                hub_operator: column public.tenants.requests_per_hour update
                hub_operator: column public.tenants.ingest_per_second update
                hub_operator: column public.tenants.ingest_burst update
                hub_operator: column public.connection_routes.tenant_id select
                hub_operator: column public.connection_routes.connection_id select
                hub_operator: table public.operations insert select
                hub_operator: column public.operations.status update
                hub_operator: column public.operations.error update
                hub_operator: column public.operations.lease_until update
                hub_operator: column public.operations.hinted_at update
                hub_operator: column public.operations.finished_at update
                hub_operator: column public.operations.tries_from update
                hub_operator: table public.operation_steps insert select
                hub_operator: table public.api_keys insert
                hub_operator: table public.audit_log insert
                hub_operator: table public.feedback select
                hub_operator: table public.idempotency_keys delete insert select update
                hub_operator: table public.usage_windows select
                hub_operator: table public.usage_watermarks select
                hub_operator: table public.usage_gaps select
                hub_operator: table public.usage_differences select
                hub_operator: table public.usage_recounts insert select update
                hub_operator: table public.price_books delete insert select update
                hub_operator: table public.price_book delete insert select update
                hub_metering: schema public usage
                hub_metering: schema hub usage
                hub_metering: function hub.role_of(uuid) execute
                hub_metering: column public.tenants.id select
                hub_metering: column public.tenants.tenant_role select
                hub_metering: column public.tenants.status select
                hub_metering: column public.tenants.created_at select
                hub_metering: table public.usage_minutes insert select
                hub_metering: column public.usage_minutes.quantity update
                hub_metering: table public.usage_watermarks select
                hub_metering: table public.usage_recounts select
                hub_metering: table public.usage_flushes insert select update
                hub_metering: table public.usage_gaps insert select
                """;
    }
}
