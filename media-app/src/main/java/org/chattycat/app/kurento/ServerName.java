package org.chattycat.app.kurento;

import java.net.URI;

/**
 * What a media server is called in logs and messages: its address without the path, which is a secret where the server is
 * embedded.
 */
final class ServerName {
    private final String path;
    private final String text;

    ServerName(String uri) {
        URI parsed = URI.create(uri);
        path = parsed.getRawPath();
        text = parsed.getScheme() + "://" + parsed.getAuthority();
    }

    /** A message of a library, which may quote the address. */
    String withoutPath(String message) {
        return message == null || path.length() < 2 ? message : message.replace(path, "");
    }

    @Override
    public String toString() {
        return text;
    }
}
