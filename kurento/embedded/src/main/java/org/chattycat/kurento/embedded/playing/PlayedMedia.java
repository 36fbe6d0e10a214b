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
import org.chattycat.kurento.rtp.h264.AvcConfiguration;
import org.chattycat.kurento.rtp.h264.H264Packetizer;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;

/**
 * The RTP streams of a played file: VP8 (RFC 7741) or H.264 (RFC 6184), and Opus (RFC 7587). They go on when the file is paused, stopped or played again,
 * so timestamps follow the time at which frames are played. Used on the loop.
 */
public final class PlayedMedia {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VP8_TYPE = 96;
    private static final int H264_SINGLE_TYPE = 97;
    private static final int H264_NON_INTERLEAVED_TYPE = 98;
    private static final int AUDIO_TYPE = 111;
    private static final int VIDEO_CLOCK_RATE = CodecFormat.VP8.clockRate();
    private static final int AUDIO_CLOCK_RATE = CodecFormat.OPUS.clockRate();
    private static final int RTP_HEADER_BYTES = 12;
    private static final long NTP_SECONDS_TO_1970 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long REPORT_NANOS = NANOS_PER_SECOND;
    /** Timestamps in files are rounded to milliseconds. Sound that is closer to its predecessor follows it without a gap. */
    private static final int AUDIO_TOLERANCE_TICKS = AUDIO_CLOCK_RATE / 100;

    /** A stream and when it is due to be reported: at once after its first frame. */
    private static final class Stream {
        private final int ssrc = RANDOM.nextInt();
        private final int clockRate;
        private boolean reported;
        private long reportedNanos;

        Stream(int clockRate) {
            this.clockRate = clockRate;
        }
    }

    private final Stream vp8Stream = new Stream(VIDEO_CLOCK_RATE);
    private final Stream h264Stream = new Stream(VIDEO_CLOCK_RATE);
    private final Stream audio = new Stream(AUDIO_CLOCK_RATE);
    private final Vp8Packetizer vp8 = new Vp8Packetizer(vp8Stream.ssrc, RANDOM.nextInt(0x8000));
    private final H264Packetizer h264 =
            new H264Packetizer(h264Stream.ssrc, RANDOM.nextInt(0x8000), H264_SINGLE_TYPE, H264_NON_INTERLEAVED_TYPE);
    private final RtcpWriter rtcp = new RtcpWriter(500, "player");
    /** Of the latest H.264; -1 before. */
    private int profileLevelId = -1;

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
                        section(MediaKind.VIDEO, 1, VP8_TYPE, CodecFormat.VP8)),
                "player",
                false,
                limits,
                profile,
                packetScratch);
    }

    private static NegotiatedMedia section(MediaKind kind, int index, int payloadType, CodecFormat format) {
        return new NegotiatedMedia(
                kind,
                index,
                "",
                Direction.RECVONLY,
                List.of(codec(payloadType, format)),
                HeaderExtensions.NONE,
                "",
                0,
                0,
                true,
                false,
                RANDOM.nextInt(),
                RANDOM.nextInt());
    }

    private static NegotiatedCodec codec(int payloadType, CodecFormat format) {
        return new NegotiatedCodec(payloadType, format, "", "", -1, Set.of());
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
    public void vp8(byte[] frame, long dueNanos) {
        vp8.packets(frame, timestamp(dueNanos, VIDEO_CLOCK_RATE)).forEach(this::receive);
        reportIfDue(vp8Stream);
    }

    /**
     * @param units NAL units of an access unit, in the order of decoding
     * @param dueNanos when it is to be seen, on the clock of {@link System#nanoTime}
     */
    public void h264(AvcConfiguration configuration, List<byte[]> units, long dueNanos) {
        if (configuration.profileLevelId() != profileLevelId) {
            profileLevelId = configuration.profileLevelId();
            session.receiveAs(MediaKind.VIDEO, codec(H264_SINGLE_TYPE, CodecFormat.h264(0, profileLevelId)));
            session.receiveAs(MediaKind.VIDEO, codec(H264_NON_INTERLEAVED_TYPE, CodecFormat.h264(1, profileLevelId)));
        }
        int timestamp = timestamp(dueNanos, VIDEO_CLOCK_RATE);
        h264.packets(units, configuration.parameterSets(), timestamp).forEach(this::receive);
        reportIfDue(h264Stream);
    }

    /** @param dueNanos when the packet is to be heard */
    public void audio(byte[] opus, long dueNanos) {
        int timestamp = timestamp(dueNanos, AUDIO_CLOCK_RATE);
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

    private int timestamp(long nanos, int clockRate) {
        return (int) ((nanos - originNanos) / 1_000 * clockRate / 1_000_000);
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
                .senderReport(stream.ssrc, seconds << 32 | fraction, timestamp(now, stream.clockRate), 0, 0)
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
