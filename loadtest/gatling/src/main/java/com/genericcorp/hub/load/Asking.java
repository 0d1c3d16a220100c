package com.genericcorp.hub.load;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.Serial;
import java.util.concurrent.TimeUnit;

/** Sends a question, has its answer judged, and writes down what came of it. */
final class Asking {
    /** The body of the last answer; absent when there was none. */
    static final Kept<String> BODY = new Kept<>("body");

    private static final String STATUS = "status";
    private static final String MILLIS = "millis";
    private static final Kept<Verdict> VERDICT = new Kept<>("verdict");
    private static final String SENT_AT = "sentAt";

    private final RunBook book;

    Asking(RunBook book) {
        this.book = book;
    }

    ChainBuilder ask(Question question) {
        return exec(session -> sending(question, session))
                .exec(question.request()
                        .check(
                                status().saveAs(STATUS),
                                responseTimeInMillis().saveAs(MILLIS),
                                bodyString().saveAs(BODY.name()),
                                bodyString()
                                        .transformWithSession((body, session) ->
                                                question.judge(session, session.getInt(STATUS), body))
                                        .saveAs(VERDICT.name()),
                                bodyString().validate("the answer", Asking::insist)))
                .exec(session -> done(question, session));
    }

    private Session sending(Question question, Session session) {
        question.sent(session);
        if (question.planned(session)) {
            book.of(question.journey()).sentAsPlanned();
        }
        return session.removeAll(STATUS, MILLIS, BODY.name(), VERDICT.name()).set(SENT_AT, System.nanoTime());
    }

    /** So that Gatling's report has the same errors. */
    private static String insist(String body, Session session) {
        return switch (VERDICT.in(session)) {
            case Verdict.Good _ -> body;
            case Verdict.Bad bad -> throw new WrongAnswer(bad.why());
            case Verdict.Foreign foreign -> throw new WrongAnswer("foreign: " + foreign.what());
        };
    }

    private Session done(Question question, Session session) {
        if (VERDICT.isIn(session) && session.contains(MILLIS)) {
            Verdict verdict = VERDICT.in(session);
            book.answered(question.journey(), question.name(), session.getInt(MILLIS), verdict);
            book.moved(BODY.in(session).length());
        } else {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - session.getLong(SENT_AT));
            book.answered(question.journey(), question.name(), millis, new Verdict.Bad("no answer"));
        }
        return session.markAsSucceeded();
    }

    /** How a check says no. */
    private static final class WrongAnswer extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        WrongAnswer(String why) {
            super(why, null, false, false);
        }
    }
}
