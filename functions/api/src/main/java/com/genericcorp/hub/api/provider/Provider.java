package com.genericcorp.hub.api.provider;
import java.time.Instant; import java.util.List; import java.security.SecureRandom;
public interface Provider { String name(); String newSecret(SecureRandom r); void checkSecret(String s); Received receive(Webhook w, List<byte[]> secrets, Instant now); }
