package org.chattycat.kurento.peer.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A certificate fingerprint as SDP carries it (RFC 8122 section 5).
 *
 * @param hash name of the hash function in lower case, such as {@code sha-256}
 * @param value upper-case hexadecimal bytes with colons between them
 */
public record Fingerprint(String hash, String value) {
    /** Without MD5, which RFC 8122 forbids, and SHA-1, which no browser needs: all send SHA-256. */
    private static final Map<String, String> DIGESTS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        hash = hash.toLowerCase(Locale.ROOT);
        value = value.toUpperCase(Locale.ROOT);
        if (!DIGESTS.containsKey(hash)) {
            throw new IllegalArgumentException("unsupported fingerprint hash " + hash);
        }
        try {
            HEX.parseHex(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("malformed fingerprint", e);
        }
    }

    /** Whether the attribute's hash function is known. Its value may still be malformed. */
    static boolean isSupported(String attribute) {
        return DIGESTS.containsKey(attribute.trim().split(" +")[0].toLowerCase(Locale.ROOT));
    }

    /** Parses {@code sha-256 AB:CD:…}. */
    static Fingerprint parse(String attribute) {
        String[] words = attribute.trim().split(" +");
        if (words.length != 2) {
            throw new IllegalArgumentException("malformed fingerprint");
        }
        return new Fingerprint(words[0], words[1]);
    }

    static Fingerprint of(String hash, byte[] certificate) {
        return new Fingerprint(hash, HEX.formatHex(digest(hash, certificate)));
    }

    boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(HEX.parseHex(value), digest(hash, certificate));
    }

    private static byte[] digest(String hash, byte[] bytes) {
        try {
            return MessageDigest.getInstance(DIGESTS.get(hash)).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has the SHA-2 family", e);
        }
    }

    @Override
    public String toString() {
        return hash + " " + value;
    }
}
