package org.chattycat.kurento.embedded.router;

import java.util.Arrays;
import java.util.List;
import org.chattycat.kurento.embedded.sdp.CodecFormat;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.h264.H264Payload;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;

/**
 * The audio or video that a session receives. Counts and repairs it, and forwards it to every {@link OutboundMedia} and {@link
 * MediaTap}.
 */
public final class InboundMedia {
    private static final OutboundMedia[] NONE = {};
    private static final MediaTap[] NO_TAPS = {};

    private final NegotiatedMedia media;
    private final RtpSession session;
    private final ForwardLimits limits;
    private final PacketCache cache;
    private final MissingPackets missing = new MissingPackets();
    private final KeyframeRequests keyframes;
    private final KeyframeRun run;
    private final MissingParameterSets missingParameterSets;
    private final SenderClock senderClock;
    private final int clockRate;
    private OutboundMedia[] sinks = NONE;
    private MediaTap[] taps = NO_TAPS;
    private ReceiveStatistics statistics;
    private final SourceValidation source = new SourceValidation();
    private CodecFormat format;
    private NegotiatedCodec codec;
    private long lastPacketNanos;
    private boolean everReceived;
    private long nacks;
    private long plis;
    private long firs;
    private long remb;

    InboundMedia(NegotiatedMedia media, RtpSession session, ForwardLimits limits) {
        this.media = media;
        this.session = session;
        this.limits = limits;
        this.codec = media.codecs().get(0);
        this.clockRate = codec.format().clockRate();
        this.cache = isVideo() ? new PacketCache(limits.cachePackets()) : null;
        this.keyframes = new KeyframeRequests(limits.keyframeInterval().toNanos());
        this.run = new KeyframeRun(limits, clockRate);
        this.missingParameterSets = new MissingParameterSets(media.codecs());
        this.senderClock = new SenderClock(clockRate);
        this.statistics = new ReceiveStatistics(clockRate);
    }

    private boolean isVideo() {
        return media.kind() == MediaKind.VIDEO;
    }

    NegotiatedMedia media() {
        return media;
    }

    /** The format of the latest packet; null before the first packet. */
    public CodecFormat format() {
        return format;
    }

    /** The source's clock, which its sender reports describe. */
    public SenderClock senderClock() {
        return senderClock;
    }

    PacketCache cache() {
        return cache;
    }

    /** What a receiver that joins can start with. Never usable for audio. */
    KeyframeRun run() {
        return run;
    }

    long highestSequence() {
        return statistics.highest();
    }

    boolean isSource(int ssrc) {
        return source.isKnown() && source.ssrc() == ssrc;
    }

    int ssrc() {
        return source.ssrc();
    }

    boolean isSsrcKnown() {
        return source.isKnown();
    }

    /** Called when a source has said BYE. */
    void ended(int ssrc) {
        source.ended(ssrc);
    }

    RtpSession session() {
        return session;
    }

    public boolean isFlowing(long now) {
        return everReceived && now - lastPacketNanos < limits.flowTimeout().toNanos();
    }

    void add(OutboundMedia sink) {
        sinks = Arrays.copyOf(sinks, sinks.length + 1);
        sinks[sinks.length - 1] = sink;
    }

    void remove(OutboundMedia sink) {
        sinks = Arrays.stream(sinks).filter(other -> other != sink).toArray(OutboundMedia[]::new);
    }

    OutboundMedia[] sinks() {
        return sinks;
    }

    public void add(MediaTap tap) {
        taps = Arrays.copyOf(taps, taps.length + 1);
        taps[taps.length - 1] = tap;
    }

    public void remove(MediaTap tap) {
        taps = Arrays.stream(taps).filter(other -> other != tap).toArray(MediaTap[]::new);
    }

    /**
     * Counts a decrypted packet, stores it for retransmission and forwards it to all sinks. Drops duplicates, packets
     * that are too old, and stray packets (see {@link SourceValidation}). A packet that starts a keyframe satisfies
     * pending keyframe requests.
     *
     * @param packet the packet, with its original header even if it was retransmitted
     * @param codec the codec of its payload type
     * @param retransmitted whether it arrived on the retransmission stream (RFC 4588)
     * @param arrivalNanos arrival time, on the clock of {@link System#nanoTime}
     */
    void receive(RtpPacketView packet, NegotiatedCodec codec, boolean retransmitted, long arrivalNanos) {
        if (!accept(packet, retransmitted, arrivalNanos)) {
            return;
        }
        long sequence = statistics.extend(packet.sequenceNumber());
        if (!isNew(sequence, arrivalNanos)) {
            return;
        }
        if (codec.format() != format) {
            run.clear();
        }
        this.codec = codec;
        this.format = codec.format();
        statistics.received(sequence, packet.payloadLength(), retransmitted);
        if (!retransmitted) {
            statistics.arrived(packet.timestamp(), arrivalNanos);
        }
        lastPacketNanos = arrivalNanos;
        everReceived = true;
        boolean keyframe = isVideo() && startsKeyframe(packet);
        if (keyframe) {
            keyframes.keyframeStarted();
        }
        List<byte[]> parameterSets = missingParameterSets.before(packet, codec, keyframe);
        if (cache != null) {
            keep(sequence, packet, keyframe, parameterSets, arrivalNanos);
        }
        for (OutboundMedia sink : sinks) {
            if (!parameterSets.isEmpty()) {
                sink.insertParameterSets(this, parameterSets, packet, sequence, arrivalNanos);
            }
            sink.forward(this, packet, sequence, keyframe, arrivalNanos);
        }
        for (MediaTap tap : taps) {
            tap.packet(this, packet, arrivalNanos);
        }
        if (keyframes.isWanted()) {
            requestKeyframeIfDue(arrivalNanos);
        }
    }

    private void keep(
            long sequence, RtpPacketView packet, boolean keyframe, List<byte[]> parameterSets, long arrivalNanos) {
        if (cache.put(sequence, packet, arrivalNanos)) {
            run.add(sequence, packet, keyframe, parameterSets, arrivalNanos);
        } else {
            run.clear();
        }
    }

    private boolean accept(RtpPacketView packet, boolean retransmitted, long now) {
        if (retransmitted) {
            return source.isKnown();
        }
        int sequenceNumber = packet.sequenceNumber();
        boolean wanted = missing.count() > 0 && missing.contains(statistics.extend(sequenceNumber));
        SourceValidation.Verdict verdict = source.check(packet.ssrc(), sequenceNumber, wanted, now);
        if (verdict == SourceValidation.Verdict.STARTS) {
            restart();
        }
        return verdict != SourceValidation.Verdict.STRAY;
    }

    /** Resets sequence numbers, timestamps and clock for a source that begins or begins anew. */
    private void restart() {
        statistics = new ReceiveStatistics(clockRate);
        missing.clear();
        run.clear();
        senderClock.clear();
        if (cache != null) {
            cache.clear();
        }
        for (OutboundMedia sink : sinks) {
            sink.sourceRestarted();
        }
        for (MediaTap tap : taps) {
            tap.restarted();
        }
        if (isVideo() && sinks.length + taps.length > 0) {
            keyframes.request();
        }
    }

    /**
     * Records gaps.
     *
     * @return false for a duplicate, and for a packet that is too old to be useful
     */
    private boolean isNew(long sequence, long now) {
        long highest = statistics.highest();
        if (highest < 0) {
            return true;
        }
        if (sequence > highest) {
            if (sequence > highest + 1 && cache != null && !missing.skipped(highest + 1, sequence, now)) {
                run.clear();
                requestKeyframe();
            }
            return true;
        }
        if (cache == null) {
            return sequence > highest - 64; // SRTP rejects duplicates; plain RTP may deliver a few.
        }
        missing.arrived(sequence, now);
        return sequence > highest - cache.capacity() && !cache.contains(sequence);
    }

    private boolean startsKeyframe(RtpPacketView packet) {
        return format.isH264()
                ? H264Payload.startsKeyframe(packet.buffer(), packet.payloadOffset(), packet.payloadLength())
                : Vp8PayloadDescriptor.startsKeyframe(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    /** Requests a keyframe from the sender, now or as soon as the throttle allows. */
    public void requestKeyframe() {
        if (isVideo()) {
            keyframes.request();
            requestKeyframeIfDue(session.timer().nanoTime());
        }
    }

    private void requestKeyframeIfDue(long now) {
        if (!source.isKnown() || !session.isReady() || !isFlowing(now) || !keyframes.due(now)) {
            return;
        }
        RtcpWriter rtcp = session.beginFeedback();
        if (codec.pli() || !codec.fir()) {
            rtcp.pli(session.localSsrc(), source.ssrc());
            plis++;
        } else {
            rtcp.fir(session.localSsrc(), source.ssrc(), (int) ++firs & 0xff);
        }
        session.send(rtcp);
    }

    /** Requests missing packets and a pending keyframe. To be called on every tick. */
    void tick(long now) {
        if (cache == null || !source.isKnown()) {
            return;
        }
        if (missing.count() > 0 && isFlowing(now)) {
            if (codec.nack()) {
                int count = missing.due(now, session.sequenceScratch());
                if (count > 0) {
                    nacks++;
                    session.send(session.beginFeedback()
                            .nack(session.localSsrc(), source.ssrc(), session.sequenceScratch(), count));
                }
            }
            if (missing.expire(now)) {
                run.clear();
                requestKeyframe();
            }
        }
        requestKeyframeIfDue(now);
    }

    void addReportBlock(RtcpWriter rtcp, long now) {
        statistics.closeInterval();
        rtcp.reportBlock(
                source.ssrc(),
                statistics.fractionLost(),
                statistics.lost(),
                statistics.highest() - 0x10000L,
                statistics.jitter(),
                senderClock.lastReport(),
                senderClock.delaySinceLastReport(now));
    }

    void rembSent(long bitrate) {
        remb = bitrate;
    }

    RtpStreamStats stats() {
        return new RtpStreamStats(
                media.kind(),
                true,
                source.ssrc() & 0xffff_ffffL,
                statistics.packets(),
                statistics.bytes(),
                statistics.lost(),
                statistics.fractionLost() / 256.0,
                statistics.jitterSeconds(),
                0,
                nacks,
                plis,
                firs,
                remb,
                0,
                0);
    }
}
