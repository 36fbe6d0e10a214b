package org.chattycat.app.latency.compare;

import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;

/**
 * What was measured in a span, of one participant by one kind of clock. Only samples that are valid count.
 *
 * @param at the seconds of which there is a latency, counted from the start of the span, ascending
 * @param latenciesMs the median of each of these seconds
 * @param clocks the clocks that were seen, told apart by id and number
 * @param clockErrorMs bound of the error of the span's clocks and of the worker's together; null when the store does not know it
 * @param screenMs how much earlier or later than the middle that is subtracted a screen may have shown a code; null without
 *     samples
 * @param video what the worker received in each second, of the same video
 */
record SpanSeries(
        UUID participantId,
        String displayName,
        ClockSource source,
        int[] at,
        double[] latenciesMs,
        List<String> clocks,
        Double clockErrorMs,
        Double screenMs,
        VideoSeries video) {

    /** Each second of a video. All arrays have the same length. */
    record VideoSeries(int[] at, double[] packetsLost, double[] packets, double[] bits, double[] frames) {}
}
