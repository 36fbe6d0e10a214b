package org.chattycat.app.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file that a media server sends while it records. It is written to the disk as it arrives, through one small buffer. After
 * each second and each few megabytes it is checked whether it may go on.
 */
final class Upload {
    private static final Logger log = LoggerFactory.getLogger(Upload.class);
    /** Why a file is not complete whose media server closed the connection, or is gone. */
    static final String BROKE_OFF = "The media server broke off.";

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final long CHECK_BYTES = 16L << 20;

    /** Decides whether an upload may go on. */
    interface Watch {
        /**
         * @param bytes that have arrived
         * @return what there is against it
         */
        Verdict check(long bytes);
    }

    /**
     * @param reason why it has to end, as a sentence; null to go on
     * @param deleted whether the file is no longer wanted
     */
    record Verdict(String reason, boolean deleted) {
        static final Verdict GO_ON = new Verdict(null, false);
        static final Verdict DELETED = new Verdict("The recording was deleted.", true);

        static Verdict end(String reason) {
            return new Verdict(reason, false);
        }

        boolean goesOn() {
            return reason == null;
        }
    }

    /**
     * What arrived.
     *
     * @param reason why it is not complete, as a sentence; null for a complete file
     * @param deleted whether the file is no longer wanted
     */
    record Result(long bytes, String reason, boolean deleted) {}

    private final UUID id;
    private final InputStream body;
    private final Watch watch;
    private long bytes;

    Upload(UUID id, InputStream body, Watch watch) {
        this.id = id;
        this.body = body;
        this.watch = watch;
    }

    /** Receives everything, or as much as may be. Never fails: what cannot be read or written ends the file. */
    Result receive(RecordingFolder folder) {
        try (OutputStream file = folder.create(id)) {
            return copy(file);
        } catch (IOException e) {
            log.warn("Recording {} cannot be written: {}", id, e.toString());
            return new Result(bytes, "The server could not store it.", false);
        }
    }

    private Result copy(OutputStream file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long checkedAt = System.nanoTime();
        long checkedBytes = 0;
        while (true) {
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException e) {
                return new Result(bytes, BROKE_OFF, false);
            }
            if (read < 0) {
                return new Result(bytes, null, false);
            }
            file.write(buffer, 0, read);
            bytes += read;
            long now = System.nanoTime();
            if (now - checkedAt >= CHECK_INTERVAL.toNanos() || bytes - checkedBytes >= CHECK_BYTES) {
                checkedAt = now;
                checkedBytes = bytes;
                Verdict verdict = watch.check(bytes);
                if (!verdict.goesOn()) {
                    return new Result(bytes, verdict.reason(), verdict.deleted());
                }
            }
        }
    }
}
