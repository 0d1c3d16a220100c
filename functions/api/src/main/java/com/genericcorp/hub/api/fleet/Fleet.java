package com.genericcorp.hub.api.fleet;

import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.tenancy.TenantDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** All tenants' schemas, as the migration left them. */
@Singleton
public final class Fleet {
    private final TenantDatabase database;

    public Fleet(TenantDatabase database) {
        this.database = database;
    }

    /** Two queries, however many tenants there are. */
    FleetState state() {
        Counts counts = counts();
        return new FleetState(counts.current, counts.tenants, counts.behind, failed(counts.current));
    }

    private record Counts(int current, int tenants, int behind) {}

    /** Before the first migration has said what it wants, the newest schema that there is counts as current. */
    private Counts counts() {
        return database.asOperator()
                .find(row -> new Counts(row.getInt("current"), row.getInt("tenants"), row.getInt("behind")), """
                        with target as (
                          select coalesce((select current_version from public.fleet),
                            (select max(schema_version) from public.tenants), 0) as version
                        )
                        select max(target.version) as current, count(t.id)::integer as tenants,
                          count(t.id) filter (where t.schema_version between 1 and target.version - 1)::integer
                            as behind
                        from target left join public.tenants t on true
                        """)
                .orElseThrow();
    }

    private List<FleetState.Failure> failed(int current) {
        return database.asOperator()
                .list(
                        row -> new FleetState.Failure(
                                new TenantId(row.getObject("id", UUID.class)),
                                row.getInt("schema_version"),
                                row.getString("migration_error")),
                        """
                        select id, schema_version, migration_error from public.tenants
                        where migration_error is not null and schema_version between 1 and ?
                        order by id
                        """,
                        current - 1);
    }
}
