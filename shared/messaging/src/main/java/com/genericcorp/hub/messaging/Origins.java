package com.genericcorp.hub.messaging;

/** Says where the message comes from that a function was invoked with by itself; in a batch each says so itself. */
public interface Origins {

    Origin current();
}
