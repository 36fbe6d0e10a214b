package org.chattycat.kurento.embedded.playing;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.mp4.Mp4Exception;
import org.chattycat.kurento.embedded.storage.Source;
import org.chattycat.kurento.embedded.storage.Storage;
import org.chattycat.kurento.embedded.storage.StorageException;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;
import org.chattycat.kurento.webm.WebmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a file once, on a thread of its own: reads a frame, waits until it is due, and passes it on. Thread-safe.
 */
public final class Playback implements Runnable {
    /** Receives what is played. Called on the playback's thread; may block, which delays what follows. */
    public interface Output {
        /** @param durationMillis empty if it is unknown */
        void opened(Optional<Long> durationMillis);

        void vp8(byte[] frame, long dueNanos);

        /** @param units the NAL units of an access unit, in the order of decoding; {@code dueNanos} is when it is seen */
        void h264(AvcConfiguration configuration, List<byte[]> units, long dueNanos);

        void audio(byte[] opus, long dueNanos);

        /** Called once, unless the playback was stopped. */
        void ended();

        /** Called once instead of {@link #ended}. @param reason a sentence */
        void failed(boolean invalidMedia, String reason);
    }

    private static final Logger log = LoggerFactory.getLogger(Playback.class);
    /** A file that comes later than this is played later from then on, and not faster. */
    private static final long MOST_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Storage storage;
    private final String uri;
    private final long beginMillis;
    private final Output output;
    private boolean paused;
    private boolean stopped;
    /** When the file's first frame was or would have been due. Moves with pauses and delays. */
    private long startNanos;

    private long pausedNanos;
    private boolean started;
    private long reachedMillis;

    /** @param beginMillis position from which to play: at the next keyframe, if there is video */
    public Playback(Storage storage, String uri, long beginMillis, Output output) {
        this.storage = storage;
        this.uri = uri;
        this.beginMillis = beginMillis;
        this.output = output;
        this.reachedMillis = beginMillis;
    }

    public synchronized void pause() {
        if (!paused) {
            paused = true;
            pausedNanos = System.nanoTime();
        }
    }

    public synchronized void resume() {
        if (paused) {
            paused = false;
            startNanos += System.nanoTime() - pausedNanos;
            notifyAll();
        }
    }

    /** Nothing is passed on after this, except what is just being passed on. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Of the frame that was last played, in ms from the beginning of the file. */
    public synchronized long positionMillis() {
        return reachedMillis;
    }

    @Override
    public void run() {
        try (Source source = storage.read(uri)) {
            play(MediaFile.open(source));
        } catch (IOException e) {
            if (!isStopped()) {
                output.failed(e instanceof WebmException || e instanceof Mp4Exception, Storage.sentence(e));
            }
            return;
        } catch (InterruptedException | RejectedExecutionException e) {
            return; // The server is being stopped.
        } catch (RuntimeException e) {
            log.error("A playback failed", e);
            output.failed(true, "The playback failed by a fault of the server.");
            return;
        }
        if (!isStopped()) {
            output.ended();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void play(MediaFile file) throws IOException, InterruptedException {
        MediaFile.Description description = file.description();
        if (!description.video() && !description.audio()) {
            throw new StorageException("The file has neither VP8 nor H.264 nor Opus, and nothing is transcoded here.");
        }
        if (!description.leftOut().isEmpty()) {
            log.info("Tracks of a played file are left out, because nothing is transcoded: {}", description.leftOut());
        }
        output.opened(description.durationMillis());
        boolean reached = beginMillis == 0;
        for (Optional<MediaFrame> next = file.next(); next.isPresent(); next = file.next()) {
            MediaFrame frame = next.get();
            boolean startsHere = !description.video() || frame.video() && frame.keyframe();
            reached |= millis(frame) >= beginMillis && startsHere;
            if (isStopped()) {
                return;
            }
            if (reached && awaitDue(frame) && !pass(frame, description.h264())) {
                return;
            }
        }
    }

    /** @return false if the file ends within the frame, because its writer was killed */
    private boolean pass(MediaFrame frame, Optional<AvcConfiguration> h264) throws IOException {
        byte[] data;
        try {
            data = frame.content().read();
        } catch (EOFException e) {
            return false;
        }
        long due = dueNanos(frame.presentNanos());
        if (!frame.video()) {
            output.audio(data, due);
        } else if (h264.isEmpty()) {
            output.vp8(data, due);
        } else {
            List<byte[]> units =
                    h264.get().nalUnits(data).orElseThrow(() -> new Mp4Exception("a frame of the file is damaged"));
            output.h264(h264.get(), units, due);
        }
        return true;
    }

    private static long millis(MediaFrame frame) {
        return TimeUnit.NANOSECONDS.toMillis(frame.presentNanos());
    }

    private synchronized long dueNanos(long nanos) {
        return startNanos + nanos;
    }

    /** @return false if the playback was stopped */
    private synchronized boolean awaitDue(MediaFrame frame) throws InterruptedException {
        if (!started) {
            started = true;
            startNanos = System.nanoTime() - frame.decodeNanos();
            pausedNanos = System.nanoTime();
        }
        while (!stopped) {
            long early = dueNanos(frame.decodeNanos()) - System.nanoTime();
            if (!paused && early <= 0) {
                if (-early > MOST_LATE_NANOS) {
                    startNanos -= early;
                }
                reachedMillis = Math.max(reachedMillis, millis(frame));
                return true;
            }
            if (paused) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, early);
            }
        }
        return false;
    }
}
