package org.chattycat.kurento.embedded.router;

import java.util.Random;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * A publisher of VP8 as browsers are: it answers requests for keyframes, and now and then stops, replaces its track,
 * starts anew with another SSRC, or loses a packet, which arrives late.
 */
final class SyntheticCamera {
    private static final int PLI = 206 << 8 | 1;
    /** Offset of the frame's number in a packet, after the payload descriptor and the frame's first byte. */
    static final int NUMBER_AT = 17;

    private final VirtualTime time;
    private final Random random;
    private final RtpSession session;
    private final byte[] packet = new byte[NUMBER_AT + 8 + 100];
    private int ssrc;
    private int sequenceNumber;
    private int firstTimestamp;
    private double startMs;
    private int pictureId;
    private double lateMs;
    private double filmedMs;
    private boolean keyframeDue = true;
    private boolean calm;
    private int frame;
    private double changedMs;
    private int keyframeRequests;

    SyntheticCamera(VirtualTime time, Random random) throws SdpException {
        this.time = time;
        this.random = random;
        this.session = VideoSessions.of("sendonly", "VP8", "max-fr=30", (buffer, length) -> {}, this::onRtcp, time);
        restart();
        time.after(0, this::film);
        time.after(0, this::tick);
    }

    InboundMedia video() {
        return session.inbound(MediaKind.VIDEO);
    }

    /** The newest frame's number. */
    int frame() {
        return frame;
    }

    /** Since when it has sent frames without an interruption, in ms. */
    double steadySinceMs() {
        return changedMs;
    }

    int keyframeRequests() {
        return keyframeRequests;
    }

    /** It neither pauses nor starts anew any more. */
    void calmDown() {
        calm = true;
    }

    private void tick() {
        session.tick(time.nanoTime());
        time.afterMs(20, this::tick);
    }

    private void onRtcp(byte[] buffer, int length) {
        for (int at = 0; at < length; at += 4 + 4 * NetworkOrder.u16(buffer, at + 2)) {
            if (((buffer[at + 1] & 0xff) << 8 | buffer[at] & 0x1f) == PLI) {
                keyframeRequests++;
                time.afterMs(5 + random.nextInt(60), () -> keyframeDue = true);
            }
        }
    }

    private void restart() {
        ssrc = random.nextInt();
        sequenceNumber = random.nextInt(0x10000);
        firstTimestamp = random.nextInt();
        startMs = time.elapsedMs();
        pictureId = random.nextInt(0x8000);
        keyframeDue = true;
        changedMs = time.elapsedMs();
    }

    /** Sends a frame, or does what people and browsers do between frames. */
    private void film() {
        int what = random.nextInt(400);
        if (what < 3 && !calm) {
            pause(100 + random.nextInt(6000));
        } else if (what < 5 && !calm) {
            // Packets of another SSRC count as stray until the old one has been silent for half a second.
            pause(600 + random.nextInt(600));
            restart();
        } else {
            if (what < 25) {
                lateMs = random.nextInt(25); // Another track, whose frames wait for more or less time.
                keyframeDue |= random.nextBoolean();
            }
            sendFrame(keyframeDue || random.nextInt(100) == 0);
            time.afterMs(15 + random.nextInt(45), this::film);
        }
    }

    private void pause(double ms) {
        time.afterMs(ms, () -> {
            changedMs = time.elapsedMs();
            film();
        });
        changedMs = Double.POSITIVE_INFINITY;
    }

    private void sendFrame(boolean keyframe) {
        keyframeDue = false;
        frame++;
        pictureId = pictureId + 1 & 0x7fff;
        int packets = keyframe ? 2 + random.nextInt(12) : 1 + random.nextInt(4);
        // As browsers do, it never repeats a timestamp when it replaces its track.
        filmedMs = Math.max(filmedMs + 1, time.elapsedMs() - lateMs);
        int timestamp = firstTimestamp + (int) ((filmedMs - startMs) * 90);
        for (int i = 0; i < packets; i++) {
            byte[] copy = write(timestamp, i, i == packets - 1, keyframe).clone();
            boolean late = random.nextInt(100) == 0 && frame > 5;
            time.afterMs(late ? 20 + random.nextInt(100) : i * 0.2, () -> receive(copy));
        }
    }

    private void receive(byte[] copy) {
        if (NetworkOrder.i32(copy, 8) == ssrc) {
            session.receiveRtp(copy, 0, copy.length, time.nanoTime());
        }
    }

    private byte[] write(int timestamp, int place, boolean last, boolean keyframe) {
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (last ? 0x80 | 96 : 96);
        NetworkOrder.put16(packet, 2, sequenceNumber++ & 0xffff);
        NetworkOrder.put32(packet, 4, timestamp);
        NetworkOrder.put32(packet, 8, ssrc);
        packet[12] = (byte) (place == 0 ? 0x90 : 0x80);
        packet[13] = (byte) 0x80;
        NetworkOrder.put16(packet, 14, 0x8000 | pictureId);
        packet[16] = (byte) (keyframe ? 0 : 1);
        NetworkOrder.put32(packet, NUMBER_AT, frame);
        return packet;
    }
}
