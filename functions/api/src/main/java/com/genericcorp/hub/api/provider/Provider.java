package com.genericcorp.hub.api.provider;

import com.genericcorp.hub.problem.ErrorType;
import com.genericcorp.hub.problem.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** A kind of sender: how its webhooks prove themselves and what they mean. Stateless, no I/O. */
public sealed interface Provider permits GitHub, StandardWebhooks {

    /** The word for it in the API, such as {@code github}. */
    String name();

    /** A secret for a connection whose creator gave none, in the provider's own form. */
    String newSecret(SecureRandom random);

    /** @throws Refusal naming {@code /webhook_secret} when {@code secret} is not one in the provider's own form */
    void checkSecret(String secret);

    /**
     * Verifies the raw bytes, and only then looks at anything else.
     *
     * @param secrets the UTF-8 bytes of the secrets in force: several while one is being rotated
     * @throws Refusal {@link ErrorType#BAD_SIGNATURE} unless one of the secrets signed the body (and lately, where the
     *     signature has a time); then {@link ErrorType#UNSUPPORTED_MEDIA_TYPE} and {@link ErrorType#BAD_REQUEST}
     */
    Received receive(Webhook webhook, List<byte[]> secrets, Instant now);
}
