package org.chattycat.app.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.chattycat.app.meeting.RecordingEnd;
import org.chattycat.app.platform.config.LifecyclePhases;
import org.chattycat.app.platform.database.Blocking;
import org.chattycat.app.platform.text.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The uploads of files that this instance receives. Blocks: each upload has a thread of its own. */
@Component
class ReceivedUploads implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReceivedUploads.class);

    private final RecordingRepository files;
    private final SpanRepository spans;
    private final RecordingFolder folder;
    private final RecordingProperties properties;
    private final Blocking database;
    private volatile boolean running;
    private volatile boolean stopping;
    /** Guarded by this. */
    private int open;

    ReceivedUploads(
            RecordingRepository files,
            SpanRepository spans,
            RecordingFolder folder,
            RecordingProperties properties,
            Blocking database) {
        this.files = files;
        this.spans = spans;
        this.folder = folder;
        this.properties = properties;
        this.database = database;
    }

    /** An upload whose token was used up. */
    record Receipt(UUID id) {}

    /** Uses up a token; empty for one that is unknown or was used. */
    Optional<Receipt> claim(String token) {
        return Optional.ofNullable(database.one(files.claim(Sha256.of(token)))).map(Receipt::new);
    }

    /** Receives a file. Never fails. */
    Upload.Result receive(Receipt receipt, InputStream body) {
        countOpen(1);
        try {
            return new Upload(receipt.id(), body, bytes -> check(receipt.id(), bytes)).receive(folder);
        } finally {
            countOpen(-1);
        }
    }

    private synchronized void countOpen(int change) {
        open += change;
        notifyAll();
    }

    private Upload.Verdict check(UUID id, long bytes) {
        if (stopping) {
            return Upload.Verdict.end("The server was stopped.");
        }
        if (bytes >= properties.maxFileSize().toBytes()) {
            return Upload.Verdict.end("The file reached its limit of %d MB."
                    .formatted(properties.maxFileSize().toMegabytes()));
        }
        try {
            if (folder.isFull()) {
                database.one(spans.ofFile(id).flatMap(span -> spans.endByServer(span, RecordingEnd.DISK_FULL.name())));
                return Upload.Verdict.end("The disk of the server was nearly full.");
            }
            Boolean goesOn =
                    database.one(files.progress(id, bytes, properties.grace().toMillis()));
            if (goesOn == null) {
                return Upload.Verdict.DELETED;
            }
            return goesOn
                    ? Upload.Verdict.GO_ON
                    : Upload.Verdict.end("The recording was over before the media server stopped.");
        } catch (RuntimeException e) {
            // The database is away: the call goes on, and so does the recording, up to the size of one file.
            log.debug("The progress of recording {} was not stored", id, e);
            return Upload.Verdict.GO_ON;
        }
    }

    /** Makes what arrived playable, and stores how it ended. If that fails, {@link RecordingWatch} repeats it. */
    void finish(Receipt receipt, Upload.Result result) {
        try {
            if (result.deleted()) {
                folder.deleteNow(receipt.id());
            } else {
                finish(receipt.id(), result.reason());
            }
        } catch (IOException | RuntimeException e) {
            log.warn("Recording {} was not finished yet: {}", receipt.id(), e.toString());
        }
    }

    /**
     * The same for a file on the disk.
     *
     * @param reason why it is not complete; null for a complete file
     */
    void finish(UUID id, String reason) throws IOException {
        long length = folder.length(id).orElse(0L);
        if (length > 0) {
            folder.finish(id);
            length = folder.length(id).orElse(0L);
        }
        Recording.State state = Recording.State.COMPLETE;
        if (reason != null) {
            state = length > 0 ? Recording.State.CUT_OFF : Recording.State.FAILED;
        }
        if (length == 0 && reason == null) {
            // Nothing was sent, as while camera and microphone were off.
            database.one(files.delete(id));
            folder.deleteNow(id);
        } else if (database.one(files.end(id, state.name(), length, reason)) == 0 || length == 0) {
            folder.deleteNow(id);
        }
    }

    @Override
    public void start() {
        running = true;
        stopping = false;
    }

    /** Rooms have told the media servers to end their files, which takes a moment. What goes on after that is broken off. */
    @Override
    public void stop() {
        awaitEnds();
        stopping = true;
        running = false;
    }

    private synchronized void awaitEnds() {
        long deadline = System.nanoTime() + properties.grace().toNanos();
        try {
            for (long left = 1; open > 0 && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the rooms, and before the web server waits for its requests. */
    @Override
    public int getPhase() {
        return LifecyclePhases.CALLS - 1;
    }
}
