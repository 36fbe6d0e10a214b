package org.chattycat.kurento.embedded.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import org.chattycat.kurento.embedded.mp4.Mp4Exception;
import org.chattycat.kurento.webm.WebmException;

/** Opens what the {@code uri} of an endpoint names: {@code file}, {@code http} and {@code https}, or a path below the directory. */
public final class Storage {
    private final StorageConfig config;
    private final StoredFiles files;

    public Storage(StorageConfig config) {
        this.config = config;
        this.files = new StoredFiles(config.directory());
    }

    /** Opens a new file or an upload. An existing file is replaced, as in Kurento. */
    public Destination write(String uri) throws IOException {
        URI address = parse(uri);
        return isHttp(address) ? HttpUpload.open(address, config) : files.write(address);
    }

    /** Opens a file or a download from its beginning. */
    public Source read(String uri) throws IOException {
        URI address = parse(uri);
        return isHttp(address) ? new Source(HttpDownload.open(address, config), Optional.empty()) : files.read(address);
    }

    private static URI parse(String uri) throws StorageException {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw new StorageException("The uri is not valid.");
        }
    }

    private static boolean isHttp(URI uri) throws StorageException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> true;
            case "file", "" -> false;
            default -> throw new StorageException("Only the schemes file, http and https are supported.");
        };
    }

    /** @return a sentence for the client, without addresses and paths */
    public static String sentence(IOException e) {
        if (e instanceof StorageException) {
            return e.getMessage();
        }
        if (e instanceof WebmException || e instanceof Mp4Exception) {
            return "This cannot be played: " + e.getMessage() + ".";
        }
        if (e instanceof NoSuchFileException) {
            return "There is no such file.";
        }
        if (e instanceof AccessDeniedException) {
            return "The server has no right to use this file.";
        }
        if (e instanceof FileSystemException fileSystem) {
            return fileSystem.getReason() == null
                    ? "The file cannot be used: a file or directory is in the way."
                    : "The file cannot be used: " + fileSystem.getReason() + ".";
        }
        return "Storing or fetching failed: " + e.getMessage() + ".";
    }
}
