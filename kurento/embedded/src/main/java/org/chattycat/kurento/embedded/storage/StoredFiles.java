package org.chattycat.kurento.embedded.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.chattycat.kurento.webm.WebmFinisher;

/** Files below one directory. Neither {@code ..} nor symbolic links lead out of it. */
final class StoredFiles {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Optional<Path> directory;

    StoredFiles(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Directories that are missing are made, as in Kurento. */
    Destination write(URI uri) throws IOException {
        Path file = resolve(uri);
        // Checked before anything is made, and again because the links may have been made meanwhile.
        requireInside(existing(file.getParent()));
        Files.createDirectories(file.getParent());
        requireInside(file.getParent());
        return new FileDestination(file);
    }

    Source read(URI uri) throws IOException {
        Path file = resolve(uri);
        requireInside(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Source(Channels.newInputStream(channel), Optional.of(channel));
    }

    private Path resolve(URI uri) throws StorageException {
        Path root = directory
                .orElseThrow(() -> new StorageException("This server may not use files."))
                .toAbsolutePath()
                .normalize();
        String path = uri.getPath();
        if (path == null || path.isEmpty()) {
            throw new StorageException("The uri names no file.");
        }
        try {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || file.equals(root)) {
                throw outside();
            }
            return file;
        } catch (InvalidPathException e) {
            throw new StorageException("The uri names no file.");
        }
    }

    private static Path existing(Path path) {
        Path at = path;
        while (at.getParent() != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = at.getParent();
        }
        return at;
    }

    private void requireInside(Path path) throws IOException {
        if (!path.toRealPath().startsWith(directory.orElseThrow().toRealPath())) {
            throw outside();
        }
    }

    private static StorageException outside() {
        return new StorageException("The file is not below the directory that this server may use.");
    }

    private static final class FileDestination implements Destination {
        private final Path file;
        private final FileChannel channel;
        private final OutputStream stream;

        FileDestination(Path file) throws IOException {
            this.file = file;
            channel = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS));
            stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        /** Adds an index, unless nothing was recorded. */
        @Override
        public void complete() throws IOException {
            stream.close();
            if (Files.size(file) > 0) {
                WebmFinisher.finish(file);
            }
        }

        @Override
        public void abort() {
            try {
                channel.close();
            } catch (IOException e) {
                // What was written stays, and can be played.
            }
        }
    }
}
