package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.TenantId;

/** Who is calling, once its credentials have been proven. */
public sealed interface Caller {

    /** How audit records name it. */
    String actor();

    /** An operator of the hub. */
    record Operator(String subject) implements Caller {
        @Override
        public String actor() {
            return "operator:" + subject;
        }
    }

    /** Somebody of a tenant: an API key or a person with a token. */
    record OfTenant(TenantId tenant, String slug, String status, Grants grants, String actor) implements Caller {}
}
