package com.genericcorp.hub.load;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** A request that users send, and how its answer is judged. */
interface Question {
    Journey journey();

    /** Told apart in the report. */
    String name();

    HttpRequestActionBuilder request();

    /** Called before it is sent: from here on it may have happened. */
    void sent(Session session);

    /** @return what the answer was worth; also writes down what it says of usage */
    Verdict judge(Session session, int status, String body);

    /** Whether the plan counts on it. */
    default boolean planned(Session session) {
        return true;
    }
}
