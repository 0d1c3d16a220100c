package com.genericcorp.hub.access;

import com.genericcorp.hub.ids.TenantId;

/** What a valid token says, on its issuer's word alone: nobody has asked yet whether there is such a tenant. */
public sealed interface Token {

    /** An operator of the hub. */
    record Operator(String subject) implements Token {}

    /** A person of a tenant. */
    record OfTenant(TenantId tenant, Grants grants, String actor) implements Token {}
}
