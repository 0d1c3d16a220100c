package com.genericcorp.hub.tenancy;

import com.genericcorp.hub.ids.TenantId;

/** A role that the application's login may enter for one transaction. */
sealed interface DatabaseRole {
    String roleName();

    /** The statement with {@code {t}} rendered. */
    String render(String sql);

    record OfTenant(String roleName) implements DatabaseRole {
        OfTenant(TenantId tenant) {
            this(tenant.role());
        }

        @Override
        public String render(String sql) {
            return sql.replace("{t}", roleName);
        }
    }

    enum Shared implements DatabaseRole {
        OPERATOR("hub_operator"),
        METERING("hub_metering");

        private final String roleName;

        Shared(String roleName) {
            this.roleName = roleName;
        }

        @Override
        public String roleName() {
            return roleName;
        }

        @Override
        public String render(String sql) {
            if (sql.contains("{t}")) {
                throw new IllegalArgumentException("a statement of " + roleName + " names a tenant's schema");
            }
            return sql;
        }
    }
}
