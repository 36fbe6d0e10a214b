package org.chattycat.kurento.embedded.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * An ICE candidate attribute (RFC 8839 section 5.1): {@code candidate:foundation component transport priority address port
 * typ type …}. The text is kept as it came.
 */
public final class CandidateAttribute {
    private static final String PREFIX = "candidate:";
    private static final String SEPARATOR = " ";
    private static final int COMPONENT = 1;
    private static final int TRANSPORT = 2;
    private static final int PRIORITY = 3;
    private static final int ADDRESS = 4;
    private static final int PORT = 5;
    private static final int MIN_WORDS = 8;

    private final String text;
    private final String[] words;
    private final int port;

    private CandidateAttribute(String text) {
        this.text = text;
        words = text.split(SEPARATOR);
        if (!text.startsWith(PREFIX) || words.length < MIN_WORDS) {
            throw new IllegalArgumentException("not a candidate attribute");
        }
        port = parsePort(words[PORT]);
    }

    /** @throws IllegalArgumentException if the text is not a candidate attribute */
    public static CandidateAttribute parse(String text) {
        return new CandidateAttribute(text);
    }

    /**
     * @param value of an SDP attribute {@code candidate}
     * @throws IllegalArgumentException if it is malformed
     */
    public static CandidateAttribute ofValue(String value) {
        return parse(PREFIX + value);
    }

    /** A candidate over UDP. */
    static CandidateAttribute of(
            int foundation, int component, long priority, InetAddress address, int port, String type) {
        return parse(PREFIX + foundation + SEPARATOR + component + " UDP " + priority + SEPARATOR + textOf(address)
                + SEPARATOR + port + " typ " + type);
    }

    private static String textOf(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return address instanceof Inet6Address && zone >= 0 ? text.substring(0, zone) : text;
    }

    private static int parsePort(String word) {
        int port = Integer.parseInt(word);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        return port;
    }

    /** The whole attribute, beginning with {@code candidate:}. */
    public String text() {
        return text;
    }

    /** Usually 1; 2 is RTCP that is not multiplexed with RTP. */
    String component() {
        return words[COMPONENT];
    }

    /** UDP, TCP or another word. */
    String transport() {
        return words[TRANSPORT];
    }

    /** The text of a number from 1 to 2^31 - 1, unless the peer is at fault. */
    String priority() {
        return words[PRIORITY];
    }

    /** An IP address, or the mDNS name with which a browser hides one. */
    public String address() {
        return words[ADDRESS];
    }

    public int port() {
        return port;
    }

    public CandidateAttribute withAddress(String address) {
        String[] changed = words.clone();
        changed[ADDRESS] = address;
        return parse(String.join(SEPARATOR, changed));
    }

    /** Whether both lead to the same address and port. */
    boolean hasSameTarget(CandidateAttribute other) {
        return address().equals(other.address()) && port == other.port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CandidateAttribute candidate && Arrays.equals(words, candidate.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return text;
    }
}
