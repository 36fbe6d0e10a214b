package org.chattycat.kurento.embedded.playing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.chattycat.kurento.embedded.storage.Storage;
import org.chattycat.kurento.embedded.storage.StorageException;
import org.chattycat.kurento.webm.WebmException;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmReader;
import org.chattycat.kurento.webm.WebmTrack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a file once, on a thread of its own: reads a frame, waits until it is due, and passes it on. Thread-safe.
 */
public final class Playback implements Runnable {
    /** Receives what is played. Called on the playback's thread; may block, which delays what follows. */
    public interface Output {
        void opened(WebmHeader header);

        void video(byte[] frame, long dueNanos);

        void audio(byte[] opus, long dueNanos);

        /** Called once, unless the playback was stopped. */
        void ended();

        /** Called once instead of {@link #ended}. @param reason a sentence */
        void failed(boolean invalidMedia, String reason);
    }

    private static final Logger log = LoggerFactory.getLogger(Playback.class);
    private static final int BUFFER_BYTES = 64 << 10;
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
        try (InputStream in = new BufferedInputStream(storage.read(uri), BUFFER_BYTES)) {
            play(new WebmReader(in));
        } catch (IOException e) {
            if (!isStopped()) {
                output.failed(e instanceof WebmException, Storage.sentence(e));
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

    private void play(WebmReader file) throws IOException, InterruptedException {
        Optional<WebmTrack> video = playable(file.header(), WebmTrack.Type.VIDEO, WebmTrack.VP8);
        Optional<WebmTrack> audio = playable(file.header(), WebmTrack.Type.AUDIO, WebmTrack.OPUS);
        if (video.isEmpty() && audio.isEmpty()) {
            throw new StorageException("The file has neither VP8 nor Opus, and nothing is transcoded here.");
        }
        output.opened(file.header());
        boolean reached = false;
        for (Optional<WebmFrame> next = file.next(); next.isPresent(); next = file.next()) {
            WebmFrame frame = next.get();
            boolean isVideo = isOf(video, frame);
            if (!isVideo && !isOf(audio, frame)) {
                continue;
            }
            boolean startsHere = video.isEmpty() || isVideo && frame.keyframe();
            reached |= frame.millis() >= beginMillis && (startsHere || beginMillis == 0);
            if (isStopped()) {
                return;
            }
            if (reached && awaitDue(frame.millis())) {
                pass(frame, isVideo);
            }
        }
    }

    private static Optional<WebmTrack> playable(WebmHeader header, WebmTrack.Type type, String codec) {
        return header.track(type).filter(track -> track.codec().equals(codec));
    }

    private static boolean isOf(Optional<WebmTrack> track, WebmFrame frame) {
        return track.isPresent() && track.get().number() == frame.track();
    }

    private void pass(WebmFrame frame, boolean video) {
        long due = dueNanos(frame.millis());
        if (video) {
            output.video(frame.data(), due);
        } else {
            output.audio(frame.data(), due);
        }
    }

    private synchronized long dueNanos(long millis) {
        return startNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** @return false if the playback was stopped */
    private synchronized boolean awaitDue(long millis) throws InterruptedException {
        if (!started) {
            started = true;
            startNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis);
            pausedNanos = System.nanoTime();
        }
        while (!stopped) {
            long early = dueNanos(millis) - System.nanoTime();
            if (!paused && early <= 0) {
                if (-early > MOST_LATE_NANOS) {
                    startNanos -= early;
                }
                reachedMillis = Math.max(reachedMillis, millis);
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
