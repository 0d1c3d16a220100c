package com.genericcorp.hub.provisioning.export;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.Statements;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with rows of a tenant, as the catalog knows it: all in the tenant's schema, and in the control plane all whose
 * rows carry a {@code tenant_role}. So a table that is made later is exported from its first day.
 *
 * @param name the table's name; with {@code public.} before it in the control plane
 * @param lock waits until nobody writes to the table any more; null in the control plane, whose tables are everybody's
 * @param copy gives the tenant's rows in PostgreSQL's binary form: a JSON object, and the document if there is one
 * @param document the name of the column that holds a JSON document
 */
record ExportedTable(String name, @Nullable String lock, String copy, Optional<String> document) {

    /**
     * The tables of {@code tenant}, its own first. The statements are made of what the catalog says, and
     * PostgreSQL quotes it: nothing in them comes from a request.
     */
    static List<ExportedTable> of(Connection connection, TenantId tenant) {
        return Statements.on(connection)
                .list(
                        row -> new ExportedTable(
                                row.getString("name"),
                                row.getString("lock"),
                                row.getString("copy"),
                                Optional.ofNullable(row.getString("document"))),
                        """
                        with tables as (
                          select c.oid, c.relname, n.nspname, n.nspname <> 'public' as own,
                            case when n.nspname = 'public' then 'public.' else '' end || c.relname as name
                          from pg_catalog.pg_class c
                          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                          where c.relkind in ('r', 'p') and not c.relispartition
                            and (n.nspname = ?
                              or n.nspname = 'public' and exists
                                (select from pg_catalog.pg_attribute a
                                 where a.attrelid = c.oid and a.attname = 'tenant_role' and not a.attisdropped))),
                        columns as (
                          select t.oid, a.attnum, a.attname, t.name || '.' || a.attname = any (?) as is_document
                          from tables t
                          join pg_catalog.pg_attribute a on a.attrelid = t.oid
                          where a.attnum > 0 and not a.attisdropped and t.name || '.' || a.attname <> all (?))
                        select t.name, d.attname as document,
                          case when t.own then
                            pg_catalog.format('lock table %I.%I in share mode', t.nspname, t.relname) end as lock,
                          pg_catalog.format(
                            'copy (select (select pg_catalog.row_to_json(r) from (select %s) r)::text%s from %I.%I t%s)'
                              ' to stdout (format binary)',
                            (select pg_catalog.string_agg(pg_catalog.format('t.%I', c.attname), ', ' order by c.attnum)
                             from columns c where c.oid = t.oid and not c.is_document),
                            case when d.attname is not null then pg_catalog.format(', t.%I', d.attname) end,
                            t.nspname,
                            t.relname,
                            case when not t.own then pg_catalog.format(' where t.tenant_role = %L', ?::text) end) as copy
                        from tables t
                        left join columns d on d.oid = t.oid and d.is_document
                        order by t.own desc, t.name
                        """,
                        tenant.role(),
                        ExportedColumns.DOCUMENTS.toArray(new String[0]),
                        ExportedColumns.WITHHELD.toArray(new String[0]),
                        tenant.role());
    }
}
