package org.chattycat.kurento.embedded.router;

import java.util.List;
import org.chattycat.kurento.rtp.RtpPacketView;

/**
 * The packets of a video since its last keyframe, from which a receiver that joins gets a picture at once. The packets
 * themselves are in the {@link PacketCache}. A run that is longer than the limits, or that lacks a packet for good, is of
 * no use until the next keyframe.
 */
final class KeyframeRun {
    private final ForwardLimits limits;
    private final int clockRate;
    private boolean usable;
    private long first;
    private int firstTimestamp;
    private long firstArrivalNanos;
    private long last = Long.MIN_VALUE;
    private int lastTimestamp;
    private long lastArrivalNanos;
    private int bytes;
    private List<byte[]> parameterSets = List.of();

    /** @param clockRate of the RTP timestamps, in Hz */
    KeyframeRun(ForwardLimits limits, int clockRate) {
        this.limits = limits;
        this.clockRate = clockRate;
    }

    /** Forgets the run, because a packet of it cannot be sent, or because its source has changed. */
    void clear() {
        usable = false;
        last = Long.MIN_VALUE;
    }

    /**
     * Adds a packet that was put into the cache.
     *
     * @param keyframe whether it starts a keyframe; several packets of one H.264 picture may
     * @param sets the parameter sets to send before it, which are not in the stream
     */
    void add(long sequence, RtpPacketView packet, boolean keyframe, List<byte[]> sets, long arrivalNanos) {
        if (sequence > last) {
            usable &= last == Long.MIN_VALUE || isContinuous(packet.timestamp(), arrivalNanos);
            last = sequence;
            lastTimestamp = packet.timestamp();
            lastArrivalNanos = arrivalNanos;
        }
        if (keyframe && (!usable || packet.timestamp() != firstTimestamp && sequence > first)) {
            usable = true;
            first = sequence;
            firstTimestamp = packet.timestamp();
            firstArrivalNanos = arrivalNanos;
            parameterSets = sets;
            bytes = 0;
        } else if (keyframe && sequence < first && packet.timestamp() == firstTimestamp) {
            first = sequence; // The start of the keyframe's picture was late.
        }
        bytes += packet.length();
        usable &= last - first < limits.runPackets()
                && bytes <= limits.runBytes()
                && lastArrivalNanos - firstArrivalNanos <= limits.runTime().toNanos();
    }

    /**
     * Whether timestamps advance like the time. Where they jump, no timestamps of the past can be computed that lead to
     * those of the present.
     */
    private boolean isContinuous(int timestamp, long arrivalNanos) {
        long tick = 1_000_000_000L / clockRate;
        long deviation = (timestamp - lastTimestamp) * tick - (arrivalNanos - lastArrivalNanos);
        return Math.abs(deviation) <= limits.runPause().toNanos();
    }

    /**
     * Whether a receiver can start with this run now. It cannot if the source has paused: its pictures are then of an
     * earlier time, perhaps of somebody who has switched the camera off.
     */
    boolean isUsable(long now) {
        return usable && now - lastArrivalNanos <= limits.runPause().toNanos();
    }

    long first() {
        return first;
    }

    int firstTimestamp() {
        return firstTimestamp;
    }

    long firstArrivalNanos() {
        return firstArrivalNanos;
    }

    List<byte[]> parameterSets() {
        return parameterSets;
    }

    /** The source's RTP timestamp of this instant, continued from its newest packet. */
    int timestampAt(long now) {
        return lastTimestamp + (int) ((now - lastArrivalNanos) / 1000 * clockRate / 1_000_000);
    }
}
