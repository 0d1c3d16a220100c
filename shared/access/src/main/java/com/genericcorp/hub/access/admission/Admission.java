package com.genericcorp.hub.access.admission;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.access.limit.Verdict;

/** What becomes of a request, by who sends it and how much was sent before. */
public sealed interface Admission {

    /** The credentials prove nobody, whatever is wrong with them. */
    record Nobody() implements Admission {}

    /** Nobody was looked for: too many credentials from the same address proved nobody. */
    record Unheard(Verdict.Over verdict) implements Admission {}

    /** An operator of the hub. */
    record OfOperator(Caller.Operator caller, Verdict verdict) implements Admission {}

    /** Somebody of an active tenant. */
    record OfTenant(Caller.OfTenant caller, Verdict verdict) implements Admission {}

    /** Somebody of a tenant that is not active: charged nothing, and may do nothing. */
    record OfInactive(Caller.OfTenant caller) implements Admission {}
}
