package com.genericcorp.hub.tenancy;

/** The two ways to enter a role for exactly one transaction. */
public enum ActAs {
    /** One round trip: the role and one statement before one Sync, in the implicit transaction. */
    PIPELINED,
    /** Two round trips: an explicit transaction and its commit. */
    TRANSACTION
}
