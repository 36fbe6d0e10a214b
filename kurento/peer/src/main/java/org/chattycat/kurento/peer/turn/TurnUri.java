package org.chattycat.kurento.peer.turn;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a TURN relay (RFC 7065).
 *
 * @param host name or literal address, an IPv6 address without brackets
 */
public record TurnUri(String host, int port, Transport transport) {
    private static final Pattern FORM = Pattern.compile(
            "(turns?):(\\[[0-9a-fA-F:.]+]|[^\\s:?/\\[\\]]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?");

    private static final int DEFAULT_PORT = 3478;
    private static final int DEFAULT_TLS_PORT = 5349;

    /** How messages get to the relay. */
    public enum Transport {
        UDP,
        TCP,
        /** TLS over TCP. */
        TLS
    }

    /**
     * @param uri such as {@code turn:call.example.org:3478?transport=udp}
     * @throws IllegalArgumentException for anything else, and for TURN over DTLS, which browsers do not support
     */
    public static TurnUri parse(String uri) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the address of a TURN relay: " + uri);
        }
        boolean secure = parts.group(1).equals("turns");
        String transport = parts.group(4) == null ? (secure ? "tcp" : "udp") : parts.group(4);
        if (secure && transport.equals("udp")) {
            throw new IllegalArgumentException("browsers do not support TURN over DTLS: " + uri);
        }
        int port =
                parts.group(3) == null ? (secure ? DEFAULT_TLS_PORT : DEFAULT_PORT) : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no such port: " + uri);
        }
        String host = parts.group(2).replaceAll("[\\[\\]]", "");
        return new TurnUri(host, port, secure ? Transport.TLS : Transport.valueOf(transport.toUpperCase(Locale.ROOT)));
    }
}
