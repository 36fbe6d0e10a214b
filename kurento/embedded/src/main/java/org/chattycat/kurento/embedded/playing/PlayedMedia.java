package org.chattycat.kurento.embedded.playing;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.chattycat.kurento.embedded.router.ForwardLimits;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.PacketSender;
import org.chattycat.kurento.embedded.router.Profile;
import org.chattycat.kurento.embedded.router.RtpSession;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.router.Timer;
import org.chattycat.kurento.embedded.sdp.CodecFormat;
import org.chattycat.kurento.embedded.sdp.Direction;
import org.chattycat.kurento.embedded.sdp.HeaderExtensions;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;

/**
 * The RTP streams of a played file: VP8 (RFC 7741) and Opus (RFC 7587). They go on when the file is paused, stopped or played again,
 * so timestamps follow the time at which frames are played. Used on the loop.
 */
public final class PlayedMedia {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VIDEO_TYPE = 96;
    private static final int AUDIO_TYPE = 111;
    private static final int RTP_HEADER_BYTES = 12;
    private static final long NTP_SECONDS_TO_1970 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long REPORT_NANOS = NANOS_PER_SECOND;
    /** Timestamps in files are rounded to milliseconds. Sound that is closer to its predecessor follows it without a gap. */
    private static final int AUDIO_TOLERANCE_TICKS = CodecFormat.OPUS.clockRate() / 100;

    /** A stream and when it is due to be reported: at once after its first frame. */
    private static final class Stream {
        private final int ssrc = RANDOM.nextInt();
        private final CodecFormat format;
        private boolean reported;
        private long reportedNanos;

        Stream(CodecFormat format) {
            this.format = format;
        }
    }

    private final Stream video = new Stream(CodecFormat.VP8);
    private final Stream audio = new Stream(CodecFormat.OPUS);
    private final Vp8Packetizer packetizer = new Vp8Packetizer(video.ssrc, RANDOM.nextInt(0x8000));
    private final RtcpWriter rtcp = new RtcpWriter(500, "player");
    private final RtpSession session;
    private final Timer timer;
    private final long originNanos;
    private int audioSequence = RANDOM.nextInt(0x8000);
    private int nextAudioTimestamp;
    private boolean audioSent;

    public PlayedMedia(Timer timer, ForwardLimits limits, Profile profile, byte[] packetScratch) {
        this.timer = timer;
        this.originNanos = timer.nanoTime();
        this.session = new RtpSession(
                new Nowhere(),
                timer,
                List.of(
                        section(MediaKind.AUDIO, 0, AUDIO_TYPE, CodecFormat.OPUS),
                        section(MediaKind.VIDEO, 1, VIDEO_TYPE, CodecFormat.VP8)),
                "player",
                false,
                limits,
                profile,
                packetScratch);
    }

    private static NegotiatedMedia section(MediaKind kind, int index, int payloadType, CodecFormat format) {
        NegotiatedCodec codec = new NegotiatedCodec(payloadType, format, "", "", -1, Set.of());
        return new NegotiatedMedia(
                kind,
                index,
                "",
                Direction.RECVONLY,
                List.of(codec),
                HeaderExtensions.NONE,
                "",
                0,
                0,
                true,
                false,
                RANDOM.nextInt(),
                RANDOM.nextInt());
    }

    /** The file is the sender, and cannot be told anything. */
    private static final class Nowhere implements PacketSender {
        @Override
        public boolean sendRtp(byte[] buffer, int offset, int length) {
            return true;
        }

        @Override
        public boolean sendRtcp(byte[] buffer, int offset, int length) {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }
    }

    /** What sinks are connected to. */
    public InboundMedia inbound(MediaKind kind) {
        return session.inbound(kind);
    }

    public List<RtpStreamStats> stats() {
        return session.stats();
    }

    /** @param dueNanos when the frame is to be seen, on the clock of {@link System#nanoTime} */
    public void video(byte[] frame, long dueNanos) {
        for (byte[] packet : packetizer.packets(frame, timestamp(dueNanos, CodecFormat.VP8))) {
            receive(packet);
        }
        reportIfDue(video);
    }

    /** @param dueNanos when the packet is to be heard */
    public void audio(byte[] opus, long dueNanos) {
        int timestamp = timestamp(dueNanos, CodecFormat.OPUS);
        boolean continues = audioSent && Math.abs(timestamp - nextAudioTimestamp) < AUDIO_TOLERANCE_TICKS;
        int used = continues ? nextAudioTimestamp : timestamp;
        byte[] packet = new byte[RTP_HEADER_BYTES + opus.length];
        packet[0] = (byte) 0x80;
        packet[1] = AUDIO_TYPE;
        NetworkOrder.put16(packet, 2, audioSequence++);
        NetworkOrder.put32(packet, 4, used);
        NetworkOrder.put32(packet, 8, audio.ssrc);
        System.arraycopy(opus, 0, packet, RTP_HEADER_BYTES, opus.length);
        nextAudioTimestamp = used + OpusDuration.ticks(opus);
        audioSent = true;
        receive(packet);
        reportIfDue(audio);
    }

    private void receive(byte[] packet) {
        session.receiveRtp(packet, 0, packet.length, timer.nanoTime());
    }

    private int timestamp(long nanos, CodecFormat format) {
        return (int) ((nanos - originNanos) / 1_000 * format.clockRate() / 1_000_000);
    }

    /** Sender reports keep audio and video in sync at the receivers (RFC 3550 section 6.4.1). */
    private void reportIfDue(Stream stream) {
        long now = timer.nanoTime();
        if (stream.reported && now - stream.reportedNanos < REPORT_NANOS) {
            return;
        }
        stream.reported = true;
        stream.reportedNanos = now;
        long nanos = now - originNanos;
        long seconds = NTP_SECONDS_TO_1970 + nanos / NANOS_PER_SECOND;
        long fraction = (nanos % NANOS_PER_SECOND << 32) / NANOS_PER_SECOND;
        rtcp.reset()
                .senderReport(stream.ssrc, seconds << 32 | fraction, timestamp(now, stream.format), 0, 0)
                .sourceDescription(stream.ssrc);
        session.receiveRtcp(rtcp.buffer(), 0, rtcp.length(), now);
    }

    /** To be called on every tick. */
    public void tick(long now) {
        session.tick(now);
    }

    public void close() {
        session.close();
    }
}
