package org.chattycat.analysis.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.chattycat.analysis.clock.ClockPair;

/**
 * Two clocks in one frame. Its names are the fields of the JSON lines.
 *
 * @param ahead the place of the clock that is ahead in most frames
 * @param behind the place of the other one, which may be a delayed copy
 * @param differenceMs by how much it is behind; negative in a frame where it is ahead
 * @param lowMs the smallest true difference that the frame allows
 * @param highMs the largest
 * @param aheadId the {@code oTI} id of the clock ahead
 */
record PairReport(
        String file,
        long frame,
        Double seconds,
        int ahead,
        int behind,
        String aheadText,
        String behindText,
        double differenceMs,
        double lowMs,
        double highMs,
        @JsonIgnore String aheadId,
        @JsonIgnore String behindId) {
    static PairReport of(FrameReport frame, CodeReport ahead, CodeReport behind, ClockPair pair) {
        return new PairReport(
                frame.file(),
                frame.frame(),
                frame.seconds(),
                ahead.place(),
                behind.place(),
                ahead.text(),
                behind.text(),
                Percentiles.tenths(pair.differenceMs()),
                Percentiles.tenths(pair.lowMs()),
                Percentiles.tenths(pair.highMs()),
                ahead.id(),
                behind.id());
    }

    PairReport exchanged() {
        return new PairReport(
                file,
                frame,
                seconds,
                behind,
                ahead,
                behindText,
                aheadText,
                -differenceMs,
                -highMs,
                -lowMs,
                behindId,
                aheadId);
    }
}
