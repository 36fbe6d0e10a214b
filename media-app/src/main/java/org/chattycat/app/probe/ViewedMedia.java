package org.chattycat.app.probe;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;

/** A view of a publication: counts what arrives. Nothing is decoded. */
final class ViewedMedia extends MediaStream {
    /** What a browser at a good network estimates. */
    private static final long ESTIMATE_BITS_PER_SECOND = 5_000_000;

    private final Consumer<ViewedMedia> firstFrame;
    private final RtpPacketView view = new RtpPacketView();
    private final SequenceCounter video = new SequenceCounter();
    private final SequenceCounter audio = new SequenceCounter();
    private final long beganNanos;
    private final LongConsumer frameArrived;
    private final Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();
    private final CRC32 checksum = new CRC32();
    private int videoSsrc;
    private boolean whole;
    private boolean keyframe;
    private int expected;
    private volatile boolean hasPicture;
    private volatile long latestFrameNanos;

    /**
     * @param beganNanos when the view was asked for
     * @param firstFrame called in the loop when the first keyframe has arrived completely
     * @param frameArrived called in the loop with the checksum of each frame that has
     */
    ViewedMedia(
            MediaConnection connection,
            long beganNanos,
            Consumer<ViewedMedia> firstFrame,
            LongConsumer frameArrived,
            Consumer<Exception> failure) {
        super(connection, failure);
        this.beganNanos = beganNanos;
        this.firstFrame = firstFrame;
        this.frameArrived = frameArrived;
    }

    long beganNanos() {
        return beganNanos;
    }

    boolean hasPicture() {
        return hasPicture;
    }

    /** When the latest whole frame arrived; meaningless before there is a picture. */
    long latestFrameNanos() {
        return latestFrameNanos;
    }

    SequenceCounter video() {
        return video;
    }

    SequenceCounter audio() {
        return audio;
    }

    @Override
    void rtp(byte[] packet, int length) {
        if (!view.wrap(packet, 0, length)) {
            return;
        }
        if (view.payloadType() == AUDIO) {
            audio.add(view.sequenceNumber());
        } else if (view.payloadType() == VIDEO) {
            video.add(view.sequenceNumber());
            videoSsrc = view.ssrc();
            assemble(packet);
        }
    }

    private void assemble(byte[] packet) {
        int payload = view.payloadOffset();
        if (!descriptor.wrap(packet, payload, view.payloadLength())) {
            whole = false;
            return;
        }
        if (descriptor.startsFrame()) {
            whole = true;
            keyframe = Vp8PayloadDescriptor.startsKeyframe(packet, payload, view.payloadLength());
            checksum.reset();
        } else if (view.sequenceNumber() != expected) {
            whole = false;
        }
        expected = view.sequenceNumber() + 1 & 0xffff;
        checksum.update(packet, payload + descriptor.length(), view.payloadLength() - descriptor.length());
        if (whole && view.marker()) {
            whole = false;
            if (keyframe && !hasPicture) {
                hasPicture = true;
                firstFrame.accept(this);
            }
            latestFrameNanos = System.nanoTime();
            frameArrived.accept(checksum.getValue());
        }
    }

    @Override
    void write(RtcpWriter report) {
        int own = 1;
        report.receiverReport(own);
        if (videoSsrc != 0) {
            report.reportBlock(videoSsrc, 0, video.received().lost(), video.highest(), 0, 0, 0);
        }
        report.sourceDescription(own);
        if (videoSsrc != 0) {
            report.remb(own, ESTIMATE_BITS_PER_SECOND, videoSsrc);
        }
    }

    @Override
    void rtcp(byte[] packet, int length) {
        // The server's reports are not used.
    }
}
