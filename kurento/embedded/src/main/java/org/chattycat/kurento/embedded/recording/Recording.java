package org.chattycat.kurento.embedded.recording;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.sdp.CodecFormat;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.storage.Storage;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.chattycat.kurento.webm.ServerTime;
import org.chattycat.kurento.webm.WebmFrame;
import org.chattycat.kurento.webm.WebmHeader;
import org.chattycat.kurento.webm.WebmTrack;

/**
 * One recording. It begins with a keyframe, for which it asks. Frames wait until audio and video can be synchronised. After a loss,
 * no picture is written before the next keyframe. Everything but writing happens on the loop.
 */
public final class Recording implements TrackInput.Output {
    /** Receives the events of a recording. Called on the loop. */
    public interface Listener {
        /** The first frame is being written. */
        void begun();

        /** Called once. The file is complete, unless there was a failure. @param failure a sentence */
        void ended(Optional<String> failure);
    }

    private static final String PROGRAM = "Chatty Cat";
    private static final int VIDEO_TRACK = 1;
    private static final int AUDIO_TRACK = 2;
    private static final int TIMES_TRACK = 3;
    private static final int CHANNELS = 2;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** After a pause, the first frame follows the last one like this: as in a video of 30 frames a second. */
    private static final long AFTER_PAUSE_NANOS = 33 * NANOS_PER_MILLI;

    /** Sound that began so little before the first picture belongs to it. */
    private static final long SOONEST_NANOS = -5 * NANOS_PER_MILLI;

    private final StorageConfig config;
    private final Clock clock;
    private final Listener listener;
    private final RecordingWriter writer;
    private final MediaTimeline timeline = new MediaTimeline();
    private final Map<MediaKind, TrackInput> inputs = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, Long> lastNanos = new EnumMap<>(MediaKind.class);
    private Set<MediaKind> tracks = Set.of();
    private Interleaver interleaver;
    private boolean paused;
    /** Whether the next keyframe, or sound if there is no video, continues the recording. */
    private boolean waiting = true;

    /** Frames that came before audio and video could be synchronised. */
    private final Queue<Unsynchronised> unsynchronised = new ArrayDeque<>();

    private boolean synchronised;
    private long firstFrameNanos;
    /** The time of {@link MediaTimeline} at which the recording would have begun, had there been no pauses. */
    private long beginNanos;

    private long reachedNanos = -AFTER_PAUSE_NANOS;
    private long bytes;
    private boolean ending;
    /** The reason why a complete file ended before it was stopped. */
    private Optional<String> limit = Optional.empty();

    private record Unsynchronised(
            TrackInput from, int rtpTimestamp, boolean keyframe, byte[] data, long arrivalNanos) {}

    /**
     * Opens the destination on a thread of the pool.
     *
     * @param loop runs tasks on the loop
     * @param threads a pool, which may refuse
     */
    public Recording(
            String uri,
            Storage storage,
            StorageConfig config,
            Clock clock,
            Executor loop,
            Executor threads,
            Listener listener) {
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        this.writer =
                new RecordingWriter(storage, uri, config.queueBytes(), failure -> loop.execute(() -> ended(failure)));
        try {
            threads.execute(writer);
        } catch (RejectedExecutionException e) {
            loop.execute(() -> ended(Optional.of("The server makes as many recordings as it may.")));
        }
    }

    /** Records this source of a kind from now on. @param source null for none */
    public void feed(MediaKind kind, InboundMedia source) {
        TrackInput before = inputs.get(kind);
        if (ending || before != null && before.source() == source || before == null && source == null) {
            return;
        }
        if (before != null) {
            before.close();
            inputs.remove(kind);
            timeline.restart(kind);
        }
        if (source != null) {
            inputs.put(kind, new TrackInput(kind, source, this));
        }
    }

    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        awaitKeyframe();
    }

    private void awaitKeyframe() {
        waiting = true;
        inputs.values().forEach(TrackInput::awaitKeyframe);
    }

    /** To be called on every tick. */
    public void tick(long now) {
        if (!ending && !paused) {
            inputs.values().forEach(TrackInput::requestKeyframeIfNeeded);
            synchronise(now);
        }
    }

    /** Completes the file. {@link Listener#ended} follows. */
    public void stop() {
        if (!ending) {
            if (limit.isEmpty()) {
                acceptUnsynchronised();
            }
            detach();
            if (interleaver != null) {
                interleaver.flush();
            }
            writer.end();
        }
    }

    /** Ends at once. What was written stays. */
    public void abort(String reason) {
        detach();
        writer.abort(reason);
    }

    private void detach() {
        ending = true;
        inputs.values().forEach(TrackInput::close);
        inputs.clear();
    }

    private void ended(Optional<String> failure) {
        detach();
        listener.ended(failure.or(() -> limit));
    }

    @Override
    public void restarted(TrackInput from) {
        timeline.restart(from.kind());
    }

    @Override
    public void unsupported(CodecFormat format) {
        if (!ending && !paused) {
            abort("The source sends " + format.name()
                    + ", which WebM cannot contain and which is not transcoded here.");
        }
    }

    @Override
    public void frame(TrackInput from, int rtpTimestamp, boolean keyframe, byte[] data, long arrivalNanos) {
        if (ending) {
            return;
        }
        if (!synchronised && unsynchronised.isEmpty()) {
            firstFrameNanos = arrivalNanos;
        }
        unsynchronised.add(new Unsynchronised(from, rtpTimestamp, keyframe, data, arrivalNanos));
        synchronise(arrivalNanos);
    }

    private void synchronise(long now) {
        synchronised |= inputs.size() < 2
                || inputs.values().stream()
                        .allMatch(input -> input.source().senderClock().isKnown())
                || !unsynchronised.isEmpty()
                        && now - firstFrameNanos > config.synchronisation().toNanos();
        if (synchronised) {
            acceptUnsynchronised();
        }
    }

    private void acceptUnsynchronised() {
        for (Unsynchronised frame = unsynchronised.poll(); frame != null; frame = unsynchronised.poll()) {
            if (!ending) {
                accept(frame.from, frame.rtpTimestamp, frame.keyframe, frame.data, frame.arrivalNanos);
            }
        }
    }

    private void accept(TrackInput from, int rtpTimestamp, boolean keyframe, byte[] data, long arrivalNanos) {
        long nanos = timeline.nanos(
                from.kind(), rtpTimestamp, from.clockRate(), from.source().senderClock(), arrivalNanos);
        if (paused || waiting && !continues(from, keyframe, data, nanos, arrivalNanos)) {
            return;
        }
        long media = nanos - beginNanos;
        if (media < SOONEST_NANOS || !tracks.contains(from.kind())) {
            return; // Sound that is older than the first picture, or a track that the file does not have.
        }
        media = Math.max(media, lastNanos.getOrDefault(from.kind(), 0L));
        lastNanos.put(from.kind(), media);
        reachedNanos = Math.max(reachedNanos, media);
        bytes += data.length;
        if (bytes > config.maxBytes()) {
            end("The recording has reached its limit of " + config.maxBytes() + " bytes.");
        } else if (media > config.maxDuration().toNanos()) {
            end("The recording has reached its limit of " + config.maxDuration().toSeconds() + " seconds.");
        } else {
            interleaver.add(new MediaFrame(from.kind(), media, arrivalNanos, keyframe, data));
        }
    }

    private void end(String why) {
        limit = Optional.of(why);
        stop();
    }

    /** Whether the recording begins or continues with this frame. */
    private boolean continues(TrackInput from, boolean keyframe, byte[] data, long nanos, long arrivalNanos) {
        boolean leads = from.kind() == MediaKind.VIDEO || !inputs.containsKey(MediaKind.VIDEO);
        Optional<Vp8Size> size = from.kind() == MediaKind.VIDEO && keyframe ? Vp8Size.of(data) : Optional.empty();
        boolean usable = from.kind() == MediaKind.AUDIO || size.isPresent();
        if (!leads || !usable) {
            from.awaitKeyframe();
            return false;
        }
        waiting = false;
        beginNanos = nanos - (reachedNanos + AFTER_PAUSE_NANOS);
        if (interleaver == null) {
            begin(size, arrivalNanos);
        }
        return true;
    }

    private void begin(Optional<Vp8Size> size, long arrivalNanos) {
        tracks = Set.copyOf(inputs.keySet());
        List<WebmTrack> entries = new ArrayList<>();
        size.ifPresent(pixels -> entries.add(WebmTrack.vp8(VIDEO_TRACK, pixels.width(), pixels.height())));
        if (tracks.contains(MediaKind.AUDIO)) {
            entries.add(WebmTrack.opus(AUDIO_TRACK, CHANNELS));
        }
        if (size.isPresent()) {
            entries.add(WebmTrack.serverTimes(TIMES_TRACK));
        }
        interleaver = new Interleaver(tracks, this::write);
        writer.begin(new WebmHeader(PROGRAM, Optional.of(wallTime(arrivalNanos)), Optional.empty(), entries));
        listener.begun();
    }

    private Instant wallTime(long nanos) {
        return clock.instant().minusNanos(System.nanoTime() - nanos);
    }

    private void write(MediaFrame frame) {
        boolean video = frame.kind() == MediaKind.VIDEO;
        long millis = Math.round(frame.mediaNanos() / (double) NANOS_PER_MILLI);
        boolean written =
                writer.write(new WebmFrame(video ? VIDEO_TRACK : AUDIO_TRACK, millis, frame.keyframe(), frame.data()));
        if (written && video) {
            Instant arrived = wallTime(frame.arrivalNanos());
            long micros = arrived.getEpochSecond() * 1_000_000 + arrived.getNano() / 1_000;
            written = writer.write(ServerTime.frame(TIMES_TRACK, millis, micros));
        }
        if (!written) {
            abort("The destination takes the recording too slowly.");
        }
    }
}
