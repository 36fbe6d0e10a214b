package org.chattycat.kurento.embedded.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** A file that is fetched while it is played. Redirects are not followed. */
final class HttpDownload extends FilterInputStream {
    private final HttpURLConnection connection;

    private HttpDownload(HttpURLConnection connection, InputStream in) {
        super(in);
        this.connection = connection;
    }

    static HttpDownload open(URI uri, StorageConfig config) throws IOException {
        HttpURLConnection connection = HttpConnections.open(uri, config);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new StorageException("The server of the file answered " + status + ".");
            }
            return new HttpDownload(connection, connection.getInputStream());
        } catch (StorageException e) {
            connection.disconnect();
            throw e;
        } catch (IOException e) {
            connection.disconnect();
            throw new StorageException("The server of the file cannot be reached.", e);
        }
    }

    /** Closes the connection too: to read the rest of a long file only to use it again would take longer. */
    @Override
    public void close() {
        connection.disconnect();
    }
}
