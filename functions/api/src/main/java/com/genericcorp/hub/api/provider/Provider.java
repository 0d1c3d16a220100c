package com.genericcorp.hub.api.provider;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

public interface Provider {
    String name();

    String newSecret(SecureRandom r);

    void checkSecret(String s);

    Received receive(Webhook w, List<byte[]> secrets, Instant now);
}
