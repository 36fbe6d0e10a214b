package org.chattycat.app.identity.signin;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets. They are stored as SHA-256 hashes, and long enough to need neither salt nor stretching. */
public final class Secrets {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A secret of 256 bits, in base64url without padding. */
    public static String random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** A random number with that many digits, which may start with zeros. */
    static String digits(int digits) {
        StringBuilder code = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            code.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return code.toString();
    }
}
