package org.chattycat.kurento.rtp.vp8;

import java.util.Arrays;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.chattycat.kurento.rtp.ReorderBuffer;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.TransmissionOffset;

/**
 * Assembles VP8 frames from packets in order. After a loss, every frame is dropped until the next complete keyframe,
 * because VP8 predicts frames from earlier ones. Not thread-safe.
 */
public final class FrameAssembler implements ReorderBuffer.Output {
    /** Takes frames. */
    public interface Output {
        void frame(EncodedFrame frame);

        /** A frame cannot be used, because it is incomplete or follows a loss without a keyframe. */
        void dropped();

        void lost(int packets);
    }

    /** Far more than a 1080p keyframe takes. */
    private static final int MAX_FRAME_BYTES = 4 << 20;

    private final int transmissionOffsetId;
    private final Output output;
    private final RtpPacketView rtp = new RtpPacketView();
    private final Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();
    private byte[] buffer = new byte[64 << 10];
    private int length;
    private boolean open;
    private boolean broken;
    private boolean keyframe;
    private boolean held;
    private boolean needsKeyframe = true;
    private int timestamp;
    private int packets;
    private long firstArrivalNanos;
    private long lastArrivalNanos;

    /**
     * @param transmissionOffsetId the negotiated id of the header extension by which held packets are marked (RFC 5450);
     *     0 for none
     */
    public FrameAssembler(int transmissionOffsetId, Output output) {
        this.transmissionOffsetId = transmissionOffsetId;
        this.output = output;
    }

    /** Whether frames are dropped until a keyframe arrives, so that one should be requested. */
    public boolean needsKeyframe() {
        return needsKeyframe;
    }

    /** Drops everything until a keyframe, because frames cannot be predicted from what was last decoded. */
    public void awaitKeyframe() {
        needsKeyframe = true;
    }

    @Override
    public void lost(int packets) {
        output.lost(packets);
        broken = true;
        needsKeyframe = true;
    }

    @Override
    public void packet(ReceivedPacket packet) {
        if (!rtp.wrap(packet.data(), 0, packet.data().length)) {
            lost(1);
            return;
        }
        if (rtp.payloadLength() == 0) {
            return;
        }
        if (open && rtp.timestamp() != timestamp) {
            broken = true;
            end();
        }
        if (!open) {
            begin();
        }
        firstArrivalNanos = packets == 0 ? packet.arrivalNanos() : earlier(firstArrivalNanos, packet.arrivalNanos());
        lastArrivalNanos = packets == 0 ? packet.arrivalNanos() : later(lastArrivalNanos, packet.arrivalNanos());
        held |= transmissionOffsetId > 0 && TransmissionOffset.of(rtp, transmissionOffsetId) > 0;
        packets++;
        append();
        if (rtp.marker()) {
            end();
        }
    }

    private void begin() {
        open = true;
        broken = false;
        keyframe = false;
        held = false;
        length = 0;
        packets = 0;
        timestamp = rtp.timestamp();
    }

    private void append() {
        int offset = rtp.payloadOffset();
        if (!descriptor.wrap(rtp.buffer(), offset, rtp.payloadLength())) {
            broken = true;
            return;
        }
        if (descriptor.startsFrame() != (packets == 1)) {
            broken = true;
            return;
        }
        int bytes = rtp.payloadLength() - descriptor.length();
        if (length + bytes > MAX_FRAME_BYTES) {
            broken = true;
            return;
        }
        if (length + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(MAX_FRAME_BYTES, 2 * (length + bytes)));
        }
        System.arraycopy(rtp.buffer(), offset + descriptor.length(), buffer, length, bytes);
        if (length == 0) {
            keyframe = (buffer[0] & 1) == 0;
        }
        length += bytes;
    }

    private void end() {
        open = false;
        if (broken) {
            needsKeyframe = true;
        } else if (keyframe) {
            needsKeyframe = false;
        }
        if (needsKeyframe) {
            output.dropped();
        } else {
            output.frame(new EncodedFrame(
                    buffer, length, timestamp, firstArrivalNanos, lastArrivalNanos, packets, keyframe, held));
        }
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private static long later(long a, long b) {
        return a - b < 0 ? b : a;
    }
}
