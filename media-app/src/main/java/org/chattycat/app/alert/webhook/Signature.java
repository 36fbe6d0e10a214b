package org.chattycat.app.alert.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a message: HMAC-SHA-256 (RFC 2104, FIPS 180-4) with the webhook's secret over the time, a dot and the body.
 * The time is signed too, so that receivers can refuse messages that somebody repeats later.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * The header's value, such as {@code v1=5257a8…}.
     *
     * @param secret the key: its characters in UTF-8
     * @param epochSecond as in the header of the time
     */
    static String of(String secret, long epochSecond, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "v1="
                    + HexFormat.of()
                            .formatHex(mac.doFinal((epochSecond + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
