package org.chattycat.kurento.embedded.mp4;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The frames of a track that are known and not yet played: those of the movie box first, then those of fragments. */
final class TrackQueue {
    /** Of frames with the same time in a row. Players would be sent all of them at once. */
    private static final int MAX_AT_ONCE = 16;

    private final Mp4Track track;
    private final Queue<Sample> fragments = new ArrayDeque<>();
    private Sample head;
    private long nextFragmentTicks;
    private long lastTicks = Long.MIN_VALUE;
    private int atOnce;

    TrackQueue(Mp4Track track) throws Mp4Exception {
        this.track = track;
        advance();
    }

    Mp4Track track() {
        return track;
    }

    boolean isEmpty() {
        return head == null;
    }

    int size() {
        return fragments.size() + (head == null ? 0 : 1);
    }

    /** Only if it is not empty. */
    Sample head() {
        return head;
    }

    long decodeNanos() throws Mp4Exception {
        return track.timeScale().nanos(head.decodeTicks()) + track.shiftNanos();
    }

    long presentNanos() throws Mp4Exception {
        return track.timeScale().nanos(head.decodeTicks() + head.compositionTicks()) + track.shiftNanos();
    }

    /** Whether the edit list leaves out the whole frame. Pictures are needed to decode others. */
    boolean isLeftOut() throws Mp4Exception {
        return !track.isVideo()
                && track.timeScale().nanos(head.decodeTicks() + head.durationTicks()) + track.shiftNanos() <= 0;
    }

    /** Forgets the head. */
    void advance() throws Mp4Exception {
        Optional<Sample> listed = track.samples().next();
        head = listed.orElseGet(fragments::poll);
        if (head == null) {
            return;
        }
        if (listed.isPresent()) {
            nextFragmentTicks = head.decodeTicks() + head.durationTicks();
        }
        atOnce = head.decodeTicks() == lastTicks ? atOnce + 1 : 1;
        if (head.decodeTicks() < lastTicks || atOnce > MAX_AT_ONCE) {
            throw new Mp4Exception("the times of a track do not advance");
        }
        lastTicks = head.decodeTicks();
    }

    /** When the next fragment begins, if it does not say so. */
    long nextFragmentTicks() {
        return nextFragmentTicks;
    }

    void add(List<Sample> samples, long nextTicks) throws Mp4Exception {
        fragments.addAll(samples);
        nextFragmentTicks = nextTicks;
        if (head == null) {
            advance();
        }
    }
}
