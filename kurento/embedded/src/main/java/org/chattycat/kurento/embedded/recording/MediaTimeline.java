package org.chattycat.kurento.embedded.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.router.SenderClock;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * Maps the RTP timestamps of audio and video to one time, that of {@link System#nanoTime} on this server. Sender reports give each
 * timestamp an instant by the sender's clock (RFC 3550 section 6.4.1), which audio and video share, so they are in sync however
 * long the packets of either took. A track without a report counts from the arrival of its first frame.
 */
final class MediaTimeline {
    /**
     * Sources whose clocks deviate less from each other share a clock: they belong to one sender, or both senders' clocks are
     * set. A clock that is set by more is another one.
     */
    private static final long SAME_CLOCK_NANOS = 500_000_000L;
    /** The share of a deviation that each report corrects. A clock that is wrong by 100 ppm is followed within 7 ms. */
    private static final double FOLLOWED = 1.0 / 64;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_CLOCKS = 16;

    /** How far a sender's clock is behind this server's. */
    private static final class Offset {
        private long nanos;

        Offset(long nanos) {
            this.nanos = nanos;
        }
    }

    private static final class Track {
        private boolean started;
        private int timestamp;
        private long ticks;
        private long firstArrivalNanos;
        private long lastReportNanos;
        private Offset offset;
    }

    private final List<Offset> offsets = new ArrayList<>();
    private final Map<MediaKind, Track> tracks = new EnumMap<>(MediaKind.class);

    /** Forgets a track whose source is another one now, or began anew. */
    void restart(MediaKind kind) {
        tracks.remove(kind);
    }

    /**
     * @param timestamp RTP timestamp of a frame; frames come in their order
     * @param clockRate of the timestamps, in Hz
     * @param clock of the frame's source
     * @param arrivalNanos of the frame's first packet
     * @return when the frame was taken, plus a delay that is about the same for all frames
     */
    long nanos(MediaKind kind, int timestamp, int clockRate, SenderClock clock, long arrivalNanos) {
        Track track = tracks.computeIfAbsent(kind, k -> new Track());
        if (!track.started) {
            track.started = true;
            track.timestamp = timestamp;
            track.firstArrivalNanos = arrivalNanos;
        }
        track.ticks += timestamp - track.timestamp; // Wraps like the timestamp.
        track.timestamp = timestamp;
        if (!clock.isKnown()) {
            return track.firstArrivalNanos + track.ticks * NANOS_PER_SECOND / clockRate;
        }
        if (track.offset == null || track.lastReportNanos != clock.reportArrivalNanos()) {
            track.lastReportNanos = clock.reportArrivalNanos();
            track.offset = follow(clock.reportArrivalNanos() - clock.reportNanos());
        }
        return clock.nanosOf(timestamp) + track.offset.nanos;
    }

    private Offset follow(long observed) {
        for (Offset offset : offsets) {
            long deviation = observed - offset.nanos;
            if (Math.abs(deviation) < SAME_CLOCK_NANOS) {
                offset.nanos += (long) (deviation * FOLLOWED);
                return offset;
            }
        }
        if (offsets.size() == MAX_CLOCKS) {
            offsets.remove(0);
        }
        Offset added = new Offset(observed);
        offsets.add(added);
        return added;
    }
}
