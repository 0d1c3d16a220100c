package com.genericcorp.hub.api.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Webhooks as senders make them, one header at a time, so that a test can leave out or spoil any. */
record Webhooks(Map<String, String> headers, byte[] body) {
    static final String SECRET = "It's a Secret to Everybody";
    static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static Webhooks gitHub(String event, byte[] payload) {
        return gitHub(event, "application/json", payload);
    }

    static Webhooks gitHub(String event, String contentType, byte[] body) {
        return new Webhooks(
                Map.of(
                        "content-type",
                        contentType,
                        "x-github-event",
                        event,
                        "x-github-delivery",
                        "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                        "x-hub-signature-256",
                        GitHubExamples.signature(SECRET, body)),
                body);
    }

    Webhooks with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return new Webhooks(changed, body);
    }

    Webhooks without(String name) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.remove(name);
        return new Webhooks(changed, body);
    }

    Webhooks withBody(byte[] changed) {
        return new Webhooks(headers, changed);
    }

    /** The headers as an HTTP server hands them out: in any case of letters. */
    Webhook received() {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new Webhook(name -> Optional.ofNullable(anyCase.get(name)), body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
