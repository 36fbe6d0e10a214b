package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.SequenceNumbers;

/** A viewer that checks what it gets: a browser shows a frame when its timestamp says, and freezes where that is wrong. */
final class SyntheticViewer {
    /**
     * How far the timestamps may be from the instants at which packets are sent, in ms: the jitter of the camera, and a
     * tenth of a second where it paused just before the viewer joined.
     */
    private static final double LARGEST_DEVIATION_MS = 160;
    /** Until a requested keyframe has come, after the least time between two requests, or the past is caught up with. */
    private static final double LONGEST_WAIT_MS = 1300;

    private final VirtualTime time;
    private final String name;
    private final RtpSession session;
    private final RtpPacketView view = new RtpPacketView();
    private SyntheticCamera camera;
    private boolean ready;
    private double changedMs;
    private boolean any;
    private long highest;
    private int lastTimestamp;
    private double sumOfTimestampsMs;
    private double firstSentMs;
    private double firstSteadyMs;
    private int frame;
    private int packetsToCheckForKeyframe;

    SyntheticViewer(VirtualTime time, String name) throws SdpException {
        this.time = time;
        this.name = name;
        this.session = VideoSessions.of(
                "recvonly", "VP8", "max-fr=30", this::onRtp, (buffer, length) -> {}, time, () -> ready);
    }

    /** Watches a camera, or none. */
    void watch(SyntheticCamera next) {
        if (next != camera) {
            camera = next;
            changedMs = time.elapsedMs();
            packetsToCheckForKeyframe = 1;
            frame = -1;
            session.outbound(MediaKind.VIDEO).setSource(next == null ? null : next.video());
        }
    }

    /**
     * Its keys are agreed, or its address is known.
     *
     * @param told whether its stream is told so; that of a plain RTP receiver is not
     */
    void connected(boolean told) {
        ready = true;
        changedMs = time.elapsedMs();
        if (told) {
            session.outbound(MediaKind.VIDEO).begin();
        }
    }

    boolean isConnected() {
        return ready;
    }

    private void onRtp(byte[] buffer, int length) {
        assertThat(view.wrap(buffer, 0, length)).isTrue();
        if (view.payloadType() != 96) {
            return;
        }
        long sequence = any ? SequenceNumbers.extend(view.sequenceNumber(), highest) : view.sequenceNumber();
        if (any && sequence <= highest) {
            return; // Late in the camera already.
        }
        if (packetsToCheckForKeyframe-- > 0) {
            assertThat(buffer[view.payloadOffset() + 4] & 1)
                    .as("%s: the first frame of a camera is a keyframe", name)
                    .isZero();
        }
        if (any) {
            int step = view.timestamp() - lastTimestamp;
            assertThat(step).as("%s: timestamps never go back", name).isNotNegative();
            sumOfTimestampsMs += step / 90.0;
        }
        if (!any || steadySinceMs() != firstSteadyMs) {
            // Packets of different sources have different ways behind them.
            firstSteadyMs = steadySinceMs();
            firstSentMs = time.elapsedMs();
            sumOfTimestampsMs = 0;
        }
        assertThat(sumOfTimestampsMs - (time.elapsedMs() - firstSentMs))
                .as("%s: ms by which the timestamp differs from the instant, at %.0f ms", name, time.elapsedMs())
                .isBetween(-LARGEST_DEVIATION_MS, LARGEST_DEVIATION_MS);
        any = true;
        highest = sequence;
        lastTimestamp = view.timestamp();
        frame = NetworkOrder.i32(buffer, view.payloadOffset() + SyntheticCamera.NUMBER_AT - 12);
    }

    /** To be called when nothing is on its way. */
    void assertPresent() {
        if (!ready || camera == null) {
            return;
        }
        double steadyMs = time.elapsedMs() - steadySinceMs();
        if (steadyMs > LONGEST_WAIT_MS) {
            assertThat(camera.frame() - frame)
                    .as("%s: frames behind the camera at %.0f ms, after %.0f ms", name, time.elapsedMs(), steadyMs)
                    .isBetween(0, 1);
        }
    }

    private double steadySinceMs() {
        return Math.max(changedMs, camera.steadySinceMs());
    }
}
