package org.chattycat.app.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.chattycat.app.platform.config.StartRefusedException;

/**
 * Allows one process per data directory, because a second one would stop the database of the first. The operating system
 * releases the lock when the process ends for any reason.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    DirectoryLock(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process holds the lock itself, with the same result.
        }
        if (lock == null) {
            channel.close();
            throw new StartRefusedException(
                    "Another Chatty Cat is running with the data directory "
                            + file.toAbsolutePath().getParent() + ".",
                    "Stop that one, or set CHATTYCAT_DATA_DIR to another folder.");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
