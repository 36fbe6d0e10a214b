package org.chattycat.app.probe;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8Packetizer;

/** A publication: sends the frames of a {@link ClockVideo}, and sound. */
final class PublishedMedia extends MediaStream {
    private static final long AUDIO_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int AUDIO_TICKS = 960;
    /** 32 kbit/s, as speech has. Nobody decodes it. */
    private static final int AUDIO_PACKET_BYTES = 12 + 80;
    /** From 1900, where NTP begins, to 1970. */
    private static final long NTP_SECONDS = 2_208_988_800L;

    private final ClockVideo.Rendition rendition;
    private final boolean audible;
    private final long phaseNanos;
    private final SentFrames sent;
    private final Consumer<ClockVideo.Frame> taker = this::take;
    private final Vp8Packetizer packetizer = new Vp8Packetizer(VIDEO, 0);
    private final RtcpReader feedback = new RtcpReader();
    private final byte[] audio = new byte[AUDIO_PACKET_BYTES];
    private MediaLoop loop;
    private boolean begun;
    private int videoTicks;
    private long videoPackets;
    private int audioSequence;

    /**
     * @param phaseNanos how long after a frame was encoded it is sent: cameras of different people are not in step
     * @param sent gets what is sent when
     */
    PublishedMedia(
            MediaConnection connection,
            ClockVideo.Rendition rendition,
            boolean audible,
            long phaseNanos,
            SentFrames sent,
            Consumer<Exception> failure) {
        super(connection, failure);
        this.rendition = rendition;
        this.audible = audible;
        this.phaseNanos = phaseNanos;
        this.sent = sent;
    }

    @Override
    void started(MediaLoop in) throws IOException {
        super.started(in);
        loop = in;
        rendition.start(taker);
        if (audible) {
            audio(System.nanoTime() + phaseNanos % AUDIO_INTERVAL);
        }
    }

    /** On the thread of the video. */
    private void take(ClockVideo.Frame frame) {
        long due = System.nanoTime() + phaseNanos;
        loop.give(this, () -> loop.at(due, this, () -> send(frame)));
    }

    private void send(ClockVideo.Frame frame) throws IOException {
        if (!begun && !frame.keyframe()) {
            return;
        }
        begun = true;
        sent.add(frame, System.nanoTime());
        for (byte[] packet : packetizer.packets(frame.data(), frame.rtpTicks())) {
            peer().sendRtp(packet, packet.length);
            videoPackets++;
        }
        videoTicks = frame.rtpTicks();
    }

    private void audio(long due) {
        loop.at(due, this, () -> {
            audio(due + AUDIO_INTERVAL);
            Arrays.fill(audio, 12, audio.length, (byte) audioSequence);
            audio[0] = (byte) 0x80;
            audio[1] = (byte) AUDIO;
            NetworkOrder.put16(audio, 2, audioSequence);
            NetworkOrder.put32(audio, 4, audioSequence * AUDIO_TICKS);
            NetworkOrder.put32(audio, 8, AUDIO);
            audioSequence++;
            peer().sendRtp(audio, audio.length);
        });
    }

    @Override
    void write(RtcpWriter report) {
        Instant now = Instant.now();
        long ntp = now.getEpochSecond() + NTP_SECONDS << 32 | ((long) now.getNano() << 32) / 1_000_000_000L;
        report.senderReport(VIDEO, ntp, videoTicks, videoPackets, 0).sourceDescription(VIDEO);
        if (audible) {
            report.senderReport(AUDIO, ntp, audioSequence * AUDIO_TICKS, audioSequence, 0)
                    .sourceDescription(AUDIO);
        }
    }

    @Override
    void rtcp(byte[] packet, int length) {
        feedback.wrap(packet, 0, length);
        while (feedback.next()) {
            if (feedback.isPli() || feedback.isFir()) {
                rendition.requestKeyframe();
            }
        }
    }

    @Override
    void rtp(byte[] packet, int length) {
        // A publisher is sent none.
    }

    @Override
    void end() {
        rendition.stop(taker);
        super.end();
    }
}
