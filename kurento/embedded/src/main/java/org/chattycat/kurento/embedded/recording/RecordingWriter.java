package org.chattycat.kurento.embedded.recording;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.chattycat.kurento.embedded.storage.Destination;
import org.chattycat.kurento.embedded.storage.Storage;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file on a thread of its own, because destinations block. Its queue is limited. */
final class RecordingWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RecordingWriter.class);
    /** What a killed server loses at most, besides what waits for the other track. */
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private interface Step {}

    private record Begin(WebmHeader header) implements Step {}

    private record Frame(WebmFrame frame) implements Step {}

    private record End() implements Step {}

    private final Storage storage;
    private final String uri;
    private final int queueBytes;
    private final Consumer<Optional<String>> ended;
    private final BlockingQueue<Step> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile Destination destination;
    private volatile boolean aborted;
    private volatile String abortReason;

    /** @param ended called once, on the writer's thread, with a sentence if the file is not complete */
    RecordingWriter(Storage storage, String uri, int queueBytes, Consumer<Optional<String>> ended) {
        this.storage = storage;
        this.uri = uri;
        this.queueBytes = queueBytes;
        this.ended = ended;
    }

    void begin(WebmHeader header) {
        queue.add(new Begin(header));
    }

    /** @return false if the destination is too slow; then the frame is not written */
    boolean write(WebmFrame frame) {
        if (waitingBytes.get() + frame.data().length > queueBytes) {
            return false;
        }
        waitingBytes.addAndGet(frame.data().length);
        queue.add(new Frame(frame));
        return true;
    }

    /** Completes the file after the frames so far. */
    void end() {
        queue.add(new End());
    }

    /** Ends at once. A write that blocks fails. */
    void abort(String reason) {
        abortReason = reason;
        aborted = true;
        Destination open = destination;
        if (open != null) {
            open.abort();
        }
        queue.add(new End());
    }

    @Override
    public void run() {
        Optional<String> failure = Optional.empty();
        try {
            destination = storage.write(uri);
            write(destination);
        } catch (InterruptedException e) {
            failure = Optional.of("The server was stopped.");
        } catch (IOException e) {
            failure = Optional.of(Storage.sentence(e));
        } catch (RuntimeException e) {
            log.error("A recording failed", e);
            failure = Optional.of("The recording failed by a fault of the server.");
        }
        if (aborted || failure.isPresent()) {
            failure = Optional.of(aborted ? abortReason : failure.get());
            if (destination != null) {
                destination.abort();
            }
        }
        ended.accept(failure);
    }

    private void write(Destination to) throws IOException, InterruptedException {
        WebmWriter file = null;
        long flushed = System.nanoTime();
        while (!aborted) {
            Step step = queue.poll(FLUSH_NANOS, TimeUnit.NANOSECONDS);
            if (step instanceof End) {
                break;
            } else if (step instanceof Begin begin) {
                file = new WebmWriter(to.stream(), begin.header);
            } else if (step instanceof Frame next && file != null) {
                waitingBytes.addAndGet(-next.frame.data().length);
                file.write(next.frame);
            }
            if (System.nanoTime() - flushed >= FLUSH_NANOS) {
                flushed = System.nanoTime();
                to.stream().flush();
            }
        }
        if (!aborted) {
            to.complete();
        }
    }
}
