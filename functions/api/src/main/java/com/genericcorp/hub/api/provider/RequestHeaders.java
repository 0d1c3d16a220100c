package com.genericcorp.hub.api.provider;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a verified webhook must say in its headers. */
final class RequestHeaders {
    private static final Pattern DELIVERY_ID = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");

    private RequestHeaders() {}

    /** The media type in lower case, without parameters; empty when there is none. */
    static String mediaType(Webhook webhook) {
        String value = webhook.headers().get("Content-Type").orElse("");
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static Refusal unsupportedMediaType(String supported) {
        return new Refusal(ErrorType.UNSUPPORTED_MEDIA_TYPE, "Send the payload as " + supported + ".");
    }

    static String deliveryId(Webhook webhook, String header) {
        return required(webhook, header, DELIVERY_ID);
    }

    static String event(Webhook webhook, String header) {
        return required(webhook, header, EVENT);
    }

    /** Whether {@code text} can be part of an event type, and a filter for one. */
    static boolean isEvent(String text) {
        return EVENT.matcher(text).matches();
    }

    private static String required(Webhook webhook, String header, Pattern form) {
        return webhook.headers()
                .get(header)
                .filter(form.asMatchPredicate())
                .orElseThrow(() -> new Refusal(
                        ErrorType.BAD_REQUEST, "The header " + header + " is missing or not in its known form."));
    }
}
