package com.genericcorp.hub.testing;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.ApiKeys;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.schema.OwnerDatabase;
import com.genericcorp.hub.schema.TenantSchema;
import com.genericcorp.hub.schema.TenantScripts;
import com.genericcorp.hub.secrets.LocalMasterKey;
import com.genericcorp.hub.secrets.Secrets;
import com.genericcorp.hub.tenancy.Statements;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Active tenants as provisioning leaves them, made without it, for tests that need some. */
public final class TestTenants {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Ids IDS = new Ids(Clock.systemUTC(), RANDOM);

    private TestTenants() {}

    /** A tenant and the key that has every scope. */
    public record TestTenant(TenantId id, String slug, ApiKey key) {
        public String authorization() {
            return "Bearer " + key.secret();
        }
    }

    public static TestTenant create(TestServers servers) {
        return create(servers.ownerDatabase(), "*");
    }

    public static TestTenant create(OwnerDatabase database, String... scopes) {
        TenantId id = IDS.nextTenant();
        String slug = "t" + id.characters().substring(8);
        ApiKey key = ApiKey.generate(id, RANDOM);
        byte[] dataKey = new Secrets(new LocalMasterKey(HubServers.MASTER_KEY, RANDOM), RANDOM).newDataKey(id);
        TenantSchema schema = new TenantSchema(TenantScripts.packaged());
        return database.transaction(connection -> {
            Statements statements = Statements.on(connection);
            statements.update(
                    """
                    insert into public.tenants
                      (id, tenant_role, slug, name, plan, admin_email, status, data_key, created_at)
                    values (?, ?, ?, ?, 'beta', 'admin@example.com', 'active', ?, ?)
                    """,
                    id.uuid(),
                    id.role(),
                    slug,
                    "Tenant " + slug,
                    dataKey,
                    Clock.systemUTC().instant());
            schema.create(connection, id);
            schema.migrate(connection, id);
            ApiKeys.insert(
                    statements,
                    IDS.next(IdKind.API_KEY),
                    key,
                    "test",
                    List.of(scopes),
                    Clock.systemUTC().instant(),
                    null);
            return new TestTenant(id, slug, key);
        });
    }
}
