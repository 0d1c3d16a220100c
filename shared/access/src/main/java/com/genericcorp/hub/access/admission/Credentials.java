package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.ApiKey;
import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.Grants;
import com.genericcorp.hub.access.Token;
import com.genericcorp.hub.ids.TenantId;
import java.util.Optional;

/** What a tenant's caller shows. A key proves itself when it is found; a token is proven already. */
sealed interface Credentials {
    TenantId tenant();

    /** Who calls, when this is what was found. */
    Caller.OfTenant caller(Found found);

    record Key(TenantId tenant, byte[] hash) implements Credentials {
        static Key of(ApiKey key) {
            return new Key(key.tenant(), key.hash());
        }

        @Override
        public Caller.OfTenant caller(Found found) {
            KeyRecord key = found.key().orElseThrow();
            return new Caller.OfTenant(
                    tenant, found.tenant().slug(), found.tenant().status(), Grants.ofKey(key.scopes()), key.actor());
        }
    }

    record Person(Token.OfTenant token) implements Credentials {
        @Override
        public TenantId tenant() {
            return token.tenant();
        }

        @Override
        public Caller.OfTenant caller(Found found) {
            return new Caller.OfTenant(
                    tenant(), found.tenant().slug(), found.tenant().status(), token.grants(), token.actor());
        }
    }

    /** The tenant, and the key where one was shown. */
    record Found(TenantRecord tenant, Optional<KeyRecord> key) {}
}
