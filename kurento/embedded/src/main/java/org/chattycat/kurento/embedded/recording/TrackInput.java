package org.chattycat.kurento.embedded.recording;

import java.util.Arrays;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.MediaTap;
import org.chattycat.kurento.embedded.sdp.CodecFormat;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.rtp.ReceivedPacket;
import org.chattycat.kurento.rtp.ReorderBuffer;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.vp8.EncodedFrame;
import org.chattycat.kurento.rtp.vp8.FrameAssembler;

/** Makes whole frames of the packets of one source: VP8 (RFC 7741) or Opus (RFC 7587). Used on the loop. */
final class TrackInput implements MediaTap {
    /** Takes what the packets make. */
    interface Output {
        /** @param data owned by the output */
        void frame(TrackInput from, int rtpTimestamp, boolean keyframe, byte[] data, long arrivalNanos);

        /** The source sends what the file cannot contain. */
        void unsupported(CodecFormat format);

        void restarted(TrackInput from);
    }

    private final MediaKind kind;
    private final InboundMedia source;
    private final Output output;
    private final CodecFormat accepted;
    private final FrameAssembler assembler = new FrameAssembler(0, new VideoFrames());
    private ReorderBuffer reorder;

    TrackInput(MediaKind kind, InboundMedia source, Output output) {
        this.kind = kind;
        this.source = source;
        this.output = output;
        this.accepted = kind == MediaKind.VIDEO ? CodecFormat.VP8 : CodecFormat.OPUS;
        this.reorder = newReorderBuffer();
        source.add(this);
    }

    private ReorderBuffer newReorderBuffer() {
        return new ReorderBuffer(kind == MediaKind.VIDEO ? assembler : new AudioPackets());
    }

    MediaKind kind() {
        return kind;
    }

    InboundMedia source() {
        return source;
    }

    int clockRate() {
        return accepted.clockRate();
    }

    void close() {
        source.remove(this);
    }

    /** Passes on no frame before the next keyframe. */
    void awaitKeyframe() {
        assembler.awaitKeyframe();
    }

    /** Asks the source for a keyframe if frames are dropped for want of one. */
    void requestKeyframeIfNeeded() {
        if (kind == MediaKind.VIDEO && assembler.needsKeyframe()) {
            source.requestKeyframe();
        }
    }

    @Override
    public void packet(InboundMedia from, RtpPacketView packet, long arrivalNanos) {
        if (!accepted.equals(from.format())) {
            output.unsupported(from.format());
            return;
        }
        byte[] copy = Arrays.copyOfRange(packet.buffer(), packet.offset(), packet.offset() + packet.length());
        reorder.add(new ReceivedPacket(copy, arrivalNanos));
    }

    @Override
    public void restarted() {
        reorder = newReorderBuffer();
        assembler.lost(1);
        output.restarted(this);
    }

    private final class VideoFrames implements FrameAssembler.Output {
        @Override
        public void frame(EncodedFrame frame) {
            output.frame(
                    TrackInput.this,
                    frame.rtpTimestamp(),
                    frame.keyframe(),
                    Arrays.copyOf(frame.data(), frame.length()),
                    frame.firstArrivalNanos());
        }

        @Override
        public void dropped() {}

        @Override
        public void lost(int packets) {}
    }

    private final class AudioPackets implements ReorderBuffer.Output {
        private final RtpPacketView rtp = new RtpPacketView();

        @Override
        public void packet(ReceivedPacket packet) {
            if (rtp.wrap(packet.data(), 0, packet.data().length) && rtp.payloadLength() > 0) {
                byte[] data = Arrays.copyOfRange(
                        packet.data(), rtp.payloadOffset(), rtp.payloadOffset() + rtp.payloadLength());
                output.frame(TrackInput.this, rtp.timestamp(), true, data, packet.arrivalNanos());
            }
        }

        @Override
        public void lost(int packets) {}
    }
}
