package org.chattycat.kurento.embedded.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of recorders and players.
 *
 * @param directory below which clients may have files written and read; without it they may not use files
 * @param maxBytes size at which a recording ends
 * @param maxDuration media time at which a recording ends
 * @param queueBytes how much of a recording may wait for its destination before it ends
 * @param connectTimeout for connections to HTTP servers
 * @param idleTimeout how long an HTTP server may send nothing, and a destination may take to complete a recording
 * @param synchronisation how long a recording of audio and video waits for the sender reports of both
 * @param atOnce number of recordings and played files at the same time
 */
public record StorageConfig(
        Optional<Path> directory,
        long maxBytes,
        Duration maxDuration,
        int queueBytes,
        Duration connectTimeout,
        Duration idleTimeout,
        Duration synchronisation,
        int atOnce) {
    /** HTTP only, 4 GiB and 4 hours per recording. Clients of Kurento wait 10 s for the end of a recording. */
    public static final StorageConfig DEFAULT = new StorageConfig(
            Optional.empty(),
            4L << 30,
            Duration.ofHours(4),
            8 << 20,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            100);

    public StorageConfig withDirectory(Path value) {
        return new StorageConfig(
                Optional.of(value),
                maxBytes,
                maxDuration,
                queueBytes,
                connectTimeout,
                idleTimeout,
                synchronisation,
                atOnce);
    }

    public StorageConfig withLimits(long bytes, Duration duration, int waitingBytes) {
        return new StorageConfig(
                directory, bytes, duration, waitingBytes, connectTimeout, idleTimeout, synchronisation, atOnce);
    }

    public StorageConfig withTimeouts(Duration connect, Duration idle, Duration sync) {
        return new StorageConfig(directory, maxBytes, maxDuration, queueBytes, connect, idle, sync, atOnce);
    }
}
