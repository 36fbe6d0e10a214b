package org.chattycat.kurento.embedded.storage;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP connections with time-outs. */
final class HttpConnections {
    private static final int MAX_PORT = 65_535;

    private HttpConnections() {}

    /** Prepares a request. A user and password in the URI are sent as basic credentials (RFC 7617), as Kurento does. */
    static HttpURLConnection open(URI uri, StorageConfig config) throws IOException {
        if (uri.getHost() == null) {
            throw new StorageException("The uri names no host.");
        }
        if (uri.getPort() > MAX_PORT) {
            throw new StorageException("The uri names no valid port.");
        }
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) config.connectTimeout().toMillis());
        connection.setReadTimeout((int) config.idleTimeout().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        // A kept connection may have been closed by the server, which would be noticed in the middle of a recording.
        connection.setRequestProperty("Connection", "close");
        if (uri.getUserInfo() != null) {
            String credentials =
                    Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(StandardCharsets.UTF_8));
            connection.setRequestProperty("Authorization", "Basic " + credentials);
        }
        return connection;
    }
}
