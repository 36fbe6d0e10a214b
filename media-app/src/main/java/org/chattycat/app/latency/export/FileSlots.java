package org.chattycat.app.latency.export;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;

/** Limits how many files are written at the same time, so that one reader does not keep all others waiting. */
final class FileSlots {
    /** Each file reads about as fast as a core can. */
    static final int MOST = 4;

    private static final int MOST_OF_A_READER = 2;

    private final Map<UUID, Integer> taken = new HashMap<>();

    /**
     * Takes a place for one file.
     *
     * @param reader an account or a shared link
     * @throws ProblemException with the code BUSY when there is none
     */
    synchronized void take(UUID reader) {
        if (taken.getOrDefault(reader, 0) >= MOST_OF_A_READER) {
            throw busy("You are downloading two files already. Wait until one of them is complete.");
        }
        if (taken.values().stream().mapToInt(files -> files).sum() >= MOST) {
            throw busy("Several files are being written. Try again in a minute.");
        }
        taken.merge(reader, 1, Integer::sum);
    }

    /** Gives back a place that was taken. */
    synchronized void release(UUID reader) {
        taken.computeIfPresent(reader, (key, files) -> files > 1 ? files - 1 : null);
    }

    private static ProblemException busy(String sentence) {
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "BUSY", sentence);
    }
}
