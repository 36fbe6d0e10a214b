package org.chattycat.kurento.embedded.recording;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * Orders the frames of audio and video by their times. A frame waits until no earlier one of the other track can follow, for
 * {@link #LONGEST_WAIT_NANOS} of media at most: a track may have paused.
 */
final class Interleaver {
    /** Longer than frames wait for missing packets. */
    static final long LONGEST_WAIT_NANOS = 500_000_000L;

    private final PriorityQueue<MediaFrame> waiting =
            new PriorityQueue<>(Comparator.comparingLong(MediaFrame::mediaNanos).thenComparing(MediaFrame::kind));
    private final Map<MediaKind, Long> reached = new EnumMap<>(MediaKind.class);
    private final Consumer<MediaFrame> output;
    private long newestNanos;

    /** @param kinds the tracks; frames of each come in the order of their times */
    Interleaver(Set<MediaKind> kinds, Consumer<MediaFrame> output) {
        kinds.forEach(kind -> reached.put(kind, -1L));
        this.output = output;
    }

    void add(MediaFrame frame) {
        waiting.add(frame);
        reached.put(frame.kind(), frame.mediaNanos());
        newestNanos = Math.max(newestNanos, frame.mediaNanos());
        long allReached =
                reached.values().stream().mapToLong(Long::longValue).min().orElse(0);
        long due = Math.max(allReached, newestNanos - LONGEST_WAIT_NANOS);
        while (!waiting.isEmpty() && waiting.peek().mediaNanos() <= due) {
            output.accept(waiting.poll());
        }
    }

    /** Passes on what waits. */
    void flush() {
        while (!waiting.isEmpty()) {
            output.accept(waiting.poll());
        }
    }
}
