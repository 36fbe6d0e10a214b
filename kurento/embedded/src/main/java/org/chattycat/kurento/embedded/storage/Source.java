package org.chattycat.kurento.embedded.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A file that is read.
 *
 * @param stream its bytes from the beginning
 * @param file the same, to be read at any position, if it is local
 */
public record Source(InputStream stream, Optional<FileChannel> file) implements Closeable {
    @Override
    public void close() throws IOException {
        stream.close();
    }
}
