package org.chattycat.kurento.embedded.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;

/**
 * A recording that is sent while it grows: one PUT request with chunked transfer coding (RFC 9112 section 7.1), of which the last
 * chunk is missing if the recording was not completed. Redirects are not followed.
 */
final class HttpUpload implements Destination {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int CHUNK_BYTES = 16 << 10;

    private final HttpURLConnection connection;
    private final OutputStream stream;

    private HttpUpload(HttpURLConnection connection, OutputStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    static HttpUpload open(URI uri, StorageConfig config) throws IOException {
        HttpURLConnection connection = HttpConnections.open(uri, config);
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Content-Type", "video/webm");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(CHUNK_BYTES);
        try {
            return new HttpUpload(connection, new BufferedOutputStream(connection.getOutputStream(), BUFFER_BYTES));
        } catch (IOException e) {
            connection.disconnect();
            throw new StorageException("The server that takes the recording cannot be reached.", e);
        }
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public void complete() throws IOException {
        int status;
        try {
            stream.close();
            status = connection.getResponseCode();
        } catch (SocketTimeoutException e) {
            throw new StorageException("The server that takes the recording did not answer in time.", e);
        }
        connection.disconnect();
        if (status < 200 || status > 299) {
            throw new StorageException("The server that takes the recording answered " + status + ".");
        }
    }

    @Override
    public void abort() {
        connection.disconnect();
    }
}
