package com.genericcorp.hub.provisioning;

import java.sql.Connection;
import java.sql.SQLException;

/** What the steps of one kind of operation do. */
interface Steps {

    /**
     * Does the work of {@code step} inside the transaction that also records it as finished. What it does outside
     * PostgreSQL comes again when that transaction does not commit.
     */
    void run(String step, Connection connection, Lease lease) throws SQLException;

    /**
     * Called once the tries are used up, inside the transaction that ends the operation as failed. By default what was
     * done stays, and a repeated request goes on after it.
     *
     * @return what the operator reads as the operation's error
     */
    default String giveUp(Connection connection, Lease lease) {
        return "given up at " + lease.nextStep() + " after " + OperationRunner.MOST_TRIES
                + " tries; the same request again goes on there";
    }

    /** The failure when a stored step is none of this build's. */
    static IllegalStateException unknown(String step) {
        return new IllegalStateException("this build does not know the step " + step);
    }
}
