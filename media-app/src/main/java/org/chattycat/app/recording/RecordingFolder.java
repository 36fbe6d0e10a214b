package org.chattycat.app.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.chattycat.app.meeting.InstanceLease;
import org.chattycat.app.platform.config.OwnerOnly;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.query.Ids;
import org.chattycat.kurento.webm.WebmException;
import org.chattycat.kurento.webm.WebmFinisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The files of recordings, named by their ids, in a folder of this deployment, which is one database: another one may use the same
 * directory, and deletes only files of its own that no row names.
 */
@Component
@EnableConfigurationProperties(RecordingProperties.class)
class RecordingFolder {
    private static final Logger log = LoggerFactory.getLogger(RecordingFolder.class);
    private static final String SUFFIX = ".webm";

    private final RecordingProperties properties;
    private final InstanceLease lease;
    private final Blocking database;
    /** Null until it is first used. */
    private volatile Path folder;

    RecordingFolder(RecordingProperties properties, InstanceLease lease, Blocking database) {
        this.properties = properties;
        this.lease = lease;
        this.database = database;
    }

    /** The file of a recording, whether it exists or not. Blocks when it is first called. */
    Path file(UUID id) {
        return folder().resolve(id + SUFFIX);
    }

    /** Creates the file of a recording, which must not exist. Only the user who runs the application can read it. */
    OutputStream create(UUID id) throws IOException {
        OwnerOnly.folder(folder());
        Path file = file(id);
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        try {
            OwnerOnly.file(file);
            return out;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /** The length of a file; empty if there is none. */
    Optional<Long> length(UUID id) throws IOException {
        Path file = file(id);
        return Files.exists(file) ? Optional.of(Files.size(file)) : Optional.empty();
    }

    /**
     * Makes a file playable from every place in it, as far as it has been received. A file that another program wrote, such as a
     * real Kurento, stays as it is.
     */
    void finish(UUID id) throws IOException {
        try {
            WebmFinisher.finish(file(id));
        } catch (WebmException e) {
            log.info("Recording {} stays as the media server sent it: {}", id, e.getMessage());
        }
    }

    /** Whether so little space is left that nothing may be recorded. */
    boolean isFull() {
        try {
            Path existing = properties.directory().toAbsolutePath();
            while (!Files.exists(existing)) {
                existing = existing.getParent();
            }
            return Files.getFileStore(existing).getUsableSpace()
                    < properties.minFreeSpace().toBytes();
        } catch (IOException e) {
            log.warn("The free space for recordings cannot be read: {}", e.toString());
            return true;
        }
    }

    /** Deletes the file of a recording, if there is one. */
    Mono<Void> delete(UUID id) {
        return Mono.<Void>fromRunnable(() -> deleteNow(id)).subscribeOn(Schedulers.boundedElastic());
    }

    /** The same at once. Never fails: housekeeping finds what is left. */
    void deleteNow(UUID id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            log.warn("The file of recording {} was not deleted yet: {}", id, e.toString());
        }
    }

    /** The ids of all files that there are. Blocks. */
    List<UUID> list() {
        if (!Files.exists(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .flatMap(name -> Ids.find(name.substring(0, name.length() - SUFFIX.length())).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        Path known = folder;
        if (known == null) {
            known = properties
                    .directory()
                    .resolve(database.one(lease.deployment()).toString());
            folder = known;
        }
        return known;
    }
}
