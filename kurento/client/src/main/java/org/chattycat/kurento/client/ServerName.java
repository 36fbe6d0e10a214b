package org.chattycat.kurento.client;

import java.net.URI;

/**
 * The name of a media server in logs and messages: its address without user and password, and without the path, which is a
 * secret where the server is embedded.
 */
public final class ServerName {
    private final String path;
    private final String text;

    /** @param uri such as {@code ws://host:8888/kurento} */
    public ServerName(String uri) {
        URI parsed = parse(uri);
        path = parsed == null || parsed.getRawPath() == null ? "" : parsed.getRawPath();
        text = parsed == null ? "at an unreadable address" : parsed.getScheme() + "://" + host(parsed);
    }

    private static URI parse(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** With the port. */
    private static String host(URI uri) {
        String authority = String.valueOf(uri.getRawAuthority());
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Removes the path from a message of a library, which may quote the address. */
    String withoutPath(String message) {
        return message == null || path.length() < 2 ? message : message.replace(path, "");
    }

    @Override
    public String toString() {
        return text;
    }
}
