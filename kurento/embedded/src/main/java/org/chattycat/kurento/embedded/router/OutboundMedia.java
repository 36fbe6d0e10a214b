package org.chattycat.kurento.embedded.router;

import java.security.SecureRandom;
import java.util.List;
import org.chattycat.kurento.embedded.sdp.CodecFormat;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** The audio or video that a session sends: one continuous stream, whichever source feeds it. */
public final class OutboundMedia {
    private static final SecureRandom RANDOM = new SecureRandom();
    /**
     * Retransmissions allowed per sent packet, which can be saved up. A receiver cannot cause much more traffic than
     * the stream.
     */
    private static final double RETRANSMISSIONS_PER_PACKET = 0.5;

    private static final double MAX_RETRANSMISSIONS_SAVED = 256;

    private final NegotiatedMedia media;
    private final RtpSession session;
    private final StreamRewriter rewriter;
    private final Vp8Continuity vp8 = new Vp8Continuity();
    private final TransitTime transit = new TransitTime();
    private final RoundTrip roundTrip = new RoundTrip();
    private final RtpPacketView cached = new RtpPacketView();
    private final CatchUp catchUp = new CatchUp();
    private final Runnable onTimer = this::onTimer;
    private boolean timerRuns;
    private long startedNanos;
    private InboundMedia source;
    private boolean started;
    private CodecFormat format;
    private NegotiatedCodec codec;
    private int rtxSequence = RANDOM.nextInt(0x10000);
    private double retransmissionBudget = MAX_RETRANSMISSIONS_SAVED;
    private long packets;
    private long bytes;
    private long nacks;
    private long plis;
    private long firs;
    private final ReceiverEstimate estimate = new ReceiverEstimate();
    private final RateMeter sentRate = new RateMeter();
    private long lost;
    private int fractionLost;
    private double jitterSeconds;

    OutboundMedia(NegotiatedMedia media, RtpSession session) {
        this.media = media;
        this.session = session;
        int clockRate = media.codecs().get(0).format().clockRate();
        // The first number is in the lower half, so that SRTP's rollover counter is unambiguous at the start.
        this.rewriter = new StreamRewriter(clockRate, RANDOM.nextInt(0x8000), RANDOM.nextInt());
    }

    NegotiatedMedia media() {
        return media;
    }

    int ssrc() {
        return media.localSsrc();
    }

    RtpSession session() {
        return session;
    }

    /** Whether packets can be sent to the receiver. */
    public boolean isReady() {
        return session.isReady();
    }

    /** Forwards packets of this source from now on; null for no source. */
    public void setSource(InboundMedia newSource) {
        if (source == newSource) {
            return;
        }
        if (source != null) {
            source.remove(this);
        }
        source = newSource;
        sourceRestarted();
        if (source != null) {
            source.add(this);
            begin();
        }
    }

    /**
     * Starts the stream of a receiver that joins: with the source's packets since its last keyframe, or with its next
     * keyframe if there are too many. That one is requested before the receiver is connected, so that it has arrived by
     * then.
     */
    public void begin() {
        if (source == null || started) {
            return;
        }
        Profile profile = session.profile();
        if (!profile.startsWithLastKeyframe() || !source.run().isUsable()) {
            if (profile.forwardsKeyframeRequests()) {
                source.requestKeyframe();
            }
        } else if (session.isReady() && adopt(source)) {
            startBehind(source.run(), System.nanoTime());
        }
    }

    private void startBehind(KeyframeRun run, long now) {
        if (!source.cache().get(run.first(), cached)) {
            return;
        }
        if (media.extensions().transmissionOffset() > 0) {
            // This receiver is told how late each packet is, so that it needs no other timestamps.
            rewriter.start(run.first(), run.firstTimestamp(), now);
        } else {
            rewriter.startBehind(run.first(), run.firstTimestamp(), run.timestampAt(now, source.clockRate()), now);
        }
        startPictureIds(cached);
        for (byte[] set : run.parameterSets()) {
            insert(source, set, cached, run.first(), now);
        }
        started = true;
        startedNanos = now;
        catchUp.begin(run, now);
        sendDue(now);
    }

    private void onTimer() {
        timerRuns = false;
        if (catchUp.isActive()) {
            sendDue(System.nanoTime());
        }
    }

    private void sendDue(long now) {
        PacketCache cache = source.cache();
        while (session.isReady() && catchUp.next() <= source.highestSequence()) {
            long sequence = catchUp.next();
            if (cache.get(sequence, cached)) {
                long wait = catchUp.dueNanos(cache.arrivalNanos(sequence)) - now;
                if (wait > 0) {
                    sendLater(wait);
                    return;
                }
                send(source, cached, sequence, now - cache.arrivalNanos(sequence), now);
            }
            catchUp.advance();
        }
        catchUp.end();
    }

    private void sendLater(long nanos) {
        if (!timerRuns) {
            timerRuns = true;
            session.timer().after(nanos, onTimer);
        }
    }

    public InboundMedia source() {
        return source;
    }

    void sourceRestarted() {
        started = false;
        catchUp.end();
    }

    /** Requests a keyframe for a receiver that lost the picture, if the profile allows it. */
    private void requestKeyframeUnasked() {
        if (session.profile().forwardsKeyframeRequests()) {
            forwardKeyframeRequest();
        }
    }

    /**
     * Requests a keyframe from the source. Does nothing for a receiver that has just started with one, and for one that
     * is not connected yet, which gets one when it is.
     */
    public void requestKeyframe() {
        long interval = session.limits().keyframeInterval().toNanos();
        boolean hasOne = started && System.nanoTime() - startedNanos < interval;
        if (!session.profile().startsWithLastKeyframe() || !hasOne) {
            forwardKeyframeRequest();
        }
    }

    private void forwardKeyframeRequest() {
        if (source != null && (session.isReady() || !session.profile().forwardsKeyframeRequests())) {
            source.requestKeyframe();
        }
    }

    void forward(InboundMedia from, RtpPacketView packet, long sequence, boolean keyframe, long now) {
        if (!session.isReady() || !adopt(from) || catchUp.holds(sequence)) {
            return;
        }
        boolean timed = TransitTime.isSampled(sequence);
        long reached = timed ? System.nanoTime() : 0;
        if (!started) {
            if (media.kind() == MediaKind.VIDEO && !keyframe) {
                return;
            }
            rewriter.start(sequence, packet.timestamp(), now);
            startPictureIds(packet);
            started = true;
            startedNanos = now;
        } else if (rewriter.isBeforeStart(sequence)) {
            return;
        }
        send(from, packet, sequence, 0, now);
        if (timed) {
            transit.add(now, reached, System.nanoTime());
        }
    }

    private void startPictureIds(RtpPacketView packet) {
        if (format.isVp8()) {
            vp8.start(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        }
    }

    private void send(InboundMedia from, RtpPacketView packet, long sequence, long heldNanos, long now) {
        long outSequence = rewriter.sequence(sequence);
        int outTimestamp = rewriter.timestamp(sequence, packet.timestamp());
        byte[] out = session.packetScratch();
        int header = writeHeader(from, packet, (int) outSequence, outTimestamp, heldNanos, now);
        copyPayload(packet, out, header);
        rewriter.sent(outSequence, outTimestamp, now);
        if (session.sendRtp(header + packet.payloadLength())) {
            packets++;
            bytes += packet.payloadLength();
            sentRate.add(header + packet.payloadLength(), now);
            retransmissionBudget =
                    Math.min(MAX_RETRANSMISSIONS_SAVED, retransmissionBudget + RETRANSMISSIONS_PER_PACKET);
        }
    }

    /**
     * Sends H.264 parameter sets before a packet that starts a keyframe, with its timestamp. They cannot be
     * retransmitted; they are sent again with the next keyframe.
     */
    void insertParameterSets(InboundMedia from, List<byte[]> sets, RtpPacketView packet, long sequence, long now) {
        if (!session.isReady() || !adopt(from) || catchUp.holds(sequence)) {
            return;
        }
        if (!started) {
            rewriter.start(sequence, packet.timestamp(), now);
            started = true;
            startedNanos = now;
        } else if (!rewriter.isAhead(sequence)) {
            return; // A later packet has overtaken this one, and there is no number between them.
        }
        for (byte[] set : sets) {
            insert(from, set, packet, sequence, now);
        }
    }

    private void insert(InboundMedia from, byte[] payload, RtpPacketView packet, long sequence, long now) {
        long outSequence = rewriter.sequence(sequence);
        int outTimestamp = rewriter.timestamp(sequence, packet.timestamp());
        byte[] out = session.packetScratch();
        int header = writeHeader(from, packet, (int) outSequence, outTimestamp, 0, now);
        out[1] &= 0x7f; // The marker belongs to the picture's last packet.
        System.arraycopy(payload, 0, out, header, payload.length);
        rewriter.sent(outSequence, outTimestamp, now);
        rewriter.insertBefore(sequence);
        if (session.sendRtp(header + payload.length)) {
            packets++;
            bytes += payload.length;
        }
    }

    private int writeHeader(
            InboundMedia from, RtpPacketView packet, int sequence, int timestamp, long heldNanos, long now) {
        return RtpHeaderWriter.write(
                session.packetScratch(),
                packet,
                codec.payloadType(),
                sequence,
                timestamp,
                media.localSsrc(),
                from.media().extensions(),
                media.extensions(),
                ticks(heldNanos),
                now);
    }

    private int ticks(long nanos) {
        return nanos == 0 ? 0 : (int) (nanos / 1000 * codec.format().clockRate() / 1_000_000);
    }

    private void copyPayload(RtpPacketView packet, byte[] out, int at) {
        System.arraycopy(packet.buffer(), packet.payloadOffset(), out, at, packet.payloadLength());
        if (format.isVp8()) {
            vp8.rewrite(out, at, packet.payloadLength());
        }
    }

    /**
     * Finds the receiver's payload type for the source's format.
     *
     * @return false if it has none
     */
    private boolean adopt(InboundMedia from) {
        CodecFormat sourceFormat = from.format();
        if (sourceFormat != format) {
            format = sourceFormat;
            codec = codecFor(sourceFormat);
        }
        return codec != null;
    }

    /** The receiver's codec of the same format, or else one that accepts it; null for none. */
    private NegotiatedCodec codecFor(CodecFormat stream) {
        NegotiatedCodec accepting = null;
        for (NegotiatedCodec candidate : media.codecs()) {
            if (candidate.format().equals(stream)) {
                return candidate;
            }
            if (accepting == null && stream != null && candidate.format().accepts(stream)) {
                accepting = candidate;
            }
        }
        return accepting;
    }

    void onNack(RtcpReader rtcp) {
        nacks++;
        for (int i = 0; i < rtcp.nackEntries(); i++) {
            int first = rtcp.nackPacketId(i);
            retransmit(first);
            for (int mask = rtcp.nackBitmask(i), next = first + 1; mask != 0; mask >>>= 1, next++) {
                if ((mask & 1) != 0) {
                    retransmit(next & 0xffff);
                }
            }
        }
    }

    private void retransmit(int outSequence) {
        boolean rtx = codec != null && codec.rtxPayloadType() >= 0;
        if (!started || source == null || source.cache() == null || !rtx && !session.repeatsPackets()) {
            return;
        }
        long sequence = rewriter.source(outSequence);
        if (retransmissionBudget < 1 || !source.cache().get(sequence, cached)) {
            return;
        }
        byte[] out = session.packetScratch();
        long now = System.nanoTime();
        int header = RtpHeaderWriter.write(
                out,
                cached,
                rtx ? codec.rtxPayloadType() : codec.payloadType(),
                rtx ? rtxSequence++ : outSequence,
                rewriter.timestamp(sequence, cached.timestamp()),
                rtx ? media.localRtxSsrc() : media.localSsrc(),
                source.media().extensions(),
                media.extensions(),
                ticks(now - source.cache().arrivalNanos(sequence)),
                now);
        if (rtx) {
            NetworkOrder.put16(out, header, outSequence); // RFC 4588 section 4: the original number comes first.
            header += 2;
        }
        copyPayload(cached, out, header);
        if (session.sendRtp(header + cached.payloadLength())) {
            retransmissionBudget--;
        }
    }

    void onPli() {
        plis++;
        requestKeyframeUnasked();
    }

    void onFir() {
        firs++;
        requestKeyframeUnasked();
    }

    void onRemb(long bitrate, long now) {
        estimate.onRemb(bitrate, sentRate.bitrate(now));
        bandwidthMayHaveChanged();
    }

    private void bandwidthMayHaveChanged() {
        if (source != null) {
            source.session().reviewBandwidth();
        }
    }

    /** Whether the receiver reports its bandwidth; a plain RTP tap may not. */
    boolean reportsBandwidth() {
        return codec != null && codec.remb();
    }

    /** The rate that the receiver can take, at least the configured minimum, in bit/s. */
    long limit() {
        return Math.max(estimate.limit(), session.bandwidth().minVideoSendBps());
    }

    long rembOrUnlimited() {
        return estimate.lastRemb() == 0 ? Bandwidth.UNLIMITED_BPS : estimate.lastRemb();
    }

    /** The configured upper limit in bit/s. */
    long configuredMax() {
        int kbps = session.bandwidth().maxVideoSend();
        int unset = reportsBandwidth() ? session.profile().defaultVideoSendKbps() : 0;
        return Bandwidth.upperLimitBps(kbps > 0 ? kbps : unset);
    }

    void onReportBlock(RtcpReader rtcp, int block, long now) {
        fractionLost = rtcp.blockFractionLost(block);
        lost = Math.max(0, rtcp.blockPacketsLost(block));
        if (media.kind() == MediaKind.VIDEO) {
            estimate.onLoss(fractionLost / 256.0, sentRate.bitrate(now));
            bandwidthMayHaveChanged();
        }
        if (codec != null) {
            jitterSeconds = rtcp.blockJitter(block) / (double) codec.format().clockRate();
        }
        roundTrip.reportAnswered(rtcp.blockLastSenderReport(block), rtcp.blockDelaySinceLastSenderReport(block), now);
    }

    boolean canReport() {
        return started && source != null && source.senderClock().isKnown();
    }

    void addSenderReport(RtcpWriter rtcp, long now) {
        SenderClock clock = source.senderClock();
        long ntp = clock.ntpAt(now);
        rtcp.senderReport(media.localSsrc(), ntp, rewriter.liveTimestamp(clock.rtpAt(now)), packets, bytes);
        roundTrip.reportSent(ntp, now);
    }

    RtpStreamStats stats() {
        return new RtpStreamStats(
                media.kind(),
                false,
                media.localSsrc() & 0xffff_ffffL,
                packets,
                bytes,
                lost,
                fractionLost / 256.0,
                jitterSeconds,
                roundTrip.seconds(),
                nacks,
                plis,
                firs,
                estimate.lastRemb(),
                transit.inputMillis(),
                transit.endToEndMillis());
    }
}
