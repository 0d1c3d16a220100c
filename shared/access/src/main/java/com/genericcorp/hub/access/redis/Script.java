package com.genericcorp.hub.access.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs at one go. What it does to its keys is atomic.
 *
 * @param sha1 what Redis knows it by, once it has been sent
 */
public record Script(String sha1, String text) {

    /** @param owner whose package holds the resource {@code name} */
    public static Script read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build does not carry " + name);
            }
            byte[] text = in.readAllBytes();
            return new Script(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text)), new String(text, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
