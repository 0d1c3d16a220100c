package com.genericcorp.hub.load;

/** How a {@link FakeHub} misbehaves. */
enum Fault {
    NONE,
    /** Every so often a list holds another tenant's event. */
    FOREIGN_EVENT,
    /** One answer in twenty is a server error. */
    SERVER_ERRORS,
    /** Customers are over their limit now and then. */
    OVER_THE_LIMIT,
    /** Every answer to a customer takes longer than the customer's pace. */
    TOO_SLOW_FOR_THE_PLAN,
    /** Every answer takes more than P95 may. */
    SLOW,
    /** Each duplicate is counted. */
    DUPLICATES_METERED,
    /** A request in twenty is not counted. */
    REQUESTS_FORGOTTEN
}
