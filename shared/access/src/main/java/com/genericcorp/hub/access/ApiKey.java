package com.genericcorp.hub.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.genericcorp.hub.ids.TenantId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * {@code hub_live_<26 characters of the tenant id>_<43 base62 characters><6 of checksum>}. The checksum is the CRC-32 of
 * all before it in base 62: a mistyped or invented key is refused without a look-up. It is no secret and proves nothing.
 */
public final class ApiKey {
    private static final String MARK = "hub_live_";
    private static final int TENANT_END = MARK.length() + 26;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int BODY_LENGTH = TENANT_END + 1 + SECRET_LENGTH;
    private static final int LENGTH = BODY_LENGTH + CHECKSUM_LENGTH;
    private static final int PREFIX_LENGTH = TENANT_END + 5;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final TenantId tenant;
    private final String text;

    private ApiKey(TenantId tenant, String text) {
        this.tenant = tenant;
        this.text = text;
    }

    /** A new key; {@code random} must be fit for secrets. */
    public static ApiKey generate(TenantId tenant, RandomGenerator random) {
        StringBuilder body = new StringBuilder(LENGTH)
                .append(MARK)
                .append(tenant.characters())
                .append('_');
        for (int i = 0; i < SECRET_LENGTH; i++) {
            body.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new ApiKey(tenant, body.append(checksum(body)).toString());
    }

    /** The key that {@code text} is, or empty when its form or its checksum is wrong. */
    public static Optional<ApiKey> parse(String text) {
        if (text.length() != LENGTH
                || !text.startsWith(MARK)
                || text.charAt(TENANT_END) != '_'
                || !text.startsWith(checksum(text.substring(0, BODY_LENGTH)), BODY_LENGTH)) {
            return Optional.empty();
        }
        return TenantId.ofCharacters(text.substring(MARK.length(), TENANT_END)).map(tenant -> new ApiKey(tenant, text));
    }

    /** Whether {@code credentials} claim to be an API key at all, rather than some other bearer token. */
    public static boolean looksLike(String credentials) {
        return credentials.startsWith(MARK);
    }

    public TenantId tenant() {
        return tenant;
    }

    /** SHA-256 of the whole key: what is stored, and what a look-up goes by. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** The first characters, enough to tell one's keys apart and no help in guessing the rest. */
    public String prefix() {
        return text.substring(0, PREFIX_LENGTH);
    }

    /** The key itself: for its one showing, never for a log. */
    public String secret() {
        return text;
    }

    @Override
    public String toString() {
        return "ApiKey[" + prefix() + "…]";
    }

    private static String checksum(CharSequence body) {
        CRC32 crc = new CRC32();
        crc.update(body.toString().getBytes(US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long value = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (value % BASE62.length()));
            value /= BASE62.length();
        }
        return new String(digits);
    }
}
