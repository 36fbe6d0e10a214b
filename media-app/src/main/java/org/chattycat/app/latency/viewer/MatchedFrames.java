package org.chattycat.app.latency.viewer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.chattycat.analysis.live.MeasuredFrame;

/**
 * Frames that both a worker and a viewer's page have timed. In each of them, the age of the code on the screen is
 * {@code cameraToServerMs + serverToScreenMs}: nothing is estimated. Their error is that of the page's clock against the server's.
 * The values are means over the frames, in ms.
 *
 * <p>A frame is recognised by its RTP timestamp. The media server adds an offset to the timestamps of each stream that it sends,
 * which nobody states, but it is the same for all frames of a stream. Page and worker know the first frame that shows each text,
 * so each text gives the difference of the two offsets. A text that one of them read a frame too late gives a wrong one.
 * Therefore at least two texts must agree, and more than disagree.
 *
 * @param cameraToServerMs from the instant that the code shows to the arrival of the frame's first packet at the worker
 * @param downlinkMs from the arrival of its last packet at the worker to the arrival of its last packet at the page, with
 *     packets that were repeated after a loss; null if the browser does not state it
 * @param serverToScreenMs from the arrival of its first packet at the worker to the screen
 */
public record MatchedFrames(int frames, double cameraToServerMs, Double downlinkMs, double serverToScreenMs) {
    private static final int MIN_FRAMES = 2;
    /** A media server that computes timestamps anew rounds them. Two ms are less than the interval of any camera's frames. */
    private static final int TOLERANCE_TICKS = 2 * 90;
    /** More than any way to a screen. */
    private static final double MAX_MS = 60_000;

    private record Pair(MeasuredFrame measured, ShownFrame shown) {
        private int offset() {
            return shown.rtpTimestamp().intValue() - measured.rtpTimestamp();
        }

        private boolean agrees(Pair other) {
            // Timestamps wrap, so a plain difference of their differences is right.
            return Math.abs(offset() - other.offset()) <= TOLERANCE_TICKS;
        }

        private double cameraToServerMs() {
            return ms(measured.firstPacketAt()) - ms(measured.clockAt());
        }

        private double serverToScreenMs() {
            return shown.shownMs() - ms(measured.firstPacketAt());
        }

        private double downlinkMs() {
            return shown.receivedMs() - ms(measured.lastPacketAt());
        }

        private boolean isPossible() {
            return Math.abs(serverToScreenMs()) <= MAX_MS;
        }
    }

    /**
     * Matches frames of one publication.
     *
     * @return null if they cannot be matched for certain
     */
    static MatchedFrames of(List<MeasuredFrame> measured, List<ShownFrame> shown) {
        List<Pair> pairs = new ArrayList<>();
        for (ShownFrame frame : shown) {
            measured.stream()
                    .filter(other -> other.clockAt().toEpochMilli() == frame.clockMs()
                            && Objects.equals(other.clockId(), frame.clockId()))
                    .map(other -> new Pair(other, frame))
                    .filter(Pair::isPossible)
                    .findFirst()
                    .ifPresent(pairs::add);
        }
        List<Pair> agreeing = List.of();
        for (Pair pair : pairs) {
            List<Pair> same = pairs.stream().filter(pair::agrees).toList();
            agreeing = same.size() > agreeing.size() ? same : agreeing;
        }
        if (agreeing.size() < MIN_FRAMES || 2 * agreeing.size() <= pairs.size()) {
            return null;
        }
        boolean received = agreeing.stream().allMatch(pair -> pair.shown().receivedMs() != null);
        return new MatchedFrames(
                agreeing.size(),
                mean(agreeing, Pair::cameraToServerMs),
                received ? (Double) mean(agreeing, Pair::downlinkMs) : null,
                mean(agreeing, Pair::serverToScreenMs));
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        OptionalDouble mean = pairs.stream().mapToDouble(value).average();
        return Math.round(mean.orElseThrow() * 100) / 100.0;
    }

    private static double ms(Instant at) {
        return Duration.between(Instant.EPOCH, at).toNanos() / 1e6;
    }
}
