package org.chattycat.kurento.embedded.router;

import java.util.List;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** The audio or video that a session sends: one continuous stream, whichever source feeds it. */
public final class OutboundMedia {
    private final NegotiatedMedia media;
    private final RtpSession session;
    private final OutboundStream stream;
    private final TransitTime transit = new TransitTime();
    private final RoundTrip roundTrip = new RoundTrip();
    private final RtpPacketView cached = new RtpPacketView();
    private final CatchUp catchUp = new CatchUp();
    private final Runnable onTimer = this::onTimer;
    private boolean timerRuns;
    private long startedNanos;
    private InboundMedia source;
    private boolean started;
    private long nacks;
    private long plis;
    private long firs;
    private final ReceiverEstimate estimate = new ReceiverEstimate();
    private long lost;
    private int fractionLost;
    private double jitterSeconds;

    OutboundMedia(NegotiatedMedia media, RtpSession session) {
        this.media = media;
        this.session = session;
        this.stream = new OutboundStream(media, session);
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
        long now = session.timer().nanoTime();
        KeyframeRun run = source.run();
        boolean behind = session.profile().startsWithLastKeyframe() && run.isUsable(now);
        if (behind && !session.isReady()) {
            return; // It begins when it is ready.
        }
        if (behind && stream.adopt(source) && source.cache().get(run.first(), cached)) {
            startBehind(run, now);
        } else if (session.profile().forwardsKeyframeRequests()) {
            source.requestKeyframe();
        }
    }

    private void startBehind(KeyframeRun run, long now) {
        stream.startBehind(source, cached, now);
        started(now);
        catchUp.begin(run, now);
        sendDue(now);
    }

    private void started(long now) {
        started = true;
        startedNanos = now;
    }

    private void onTimer() {
        timerRuns = false;
        if (catchUp.isActive()) {
            sendDue(session.timer().nanoTime());
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
                stream.send(source, cached, sequence, now - cache.arrivalNanos(sequence), now);
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
        boolean hasOne = started && session.timer().nanoTime() - startedNanos < interval;
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
        if (!session.isReady() || !stream.adopt(from) || catchUp.holds(sequence)) {
            return;
        }
        boolean timed = TransitTime.isSampled(sequence);
        long reached = timed ? System.nanoTime() : 0;
        if (!started) {
            if (media.kind() == MediaKind.VIDEO && !keyframe) {
                begin(); // However it came that this receiver has no picture, it must not wait for one for good.
                return;
            }
            stream.start(packet, sequence, now);
            started(now);
        } else if (stream.isBeforeStart(sequence)) {
            return;
        }
        stream.send(from, packet, sequence, 0, now);
        if (timed) {
            transit.add(now, reached, System.nanoTime());
        }
    }

    /** Sends H.264 parameter sets before the packet that starts a keyframe, and is forwarded next. */
    void insertParameterSets(InboundMedia from, List<byte[]> sets, RtpPacketView packet, long sequence, long now) {
        if (!session.isReady() || !stream.adopt(from) || catchUp.holds(sequence)) {
            return;
        }
        if (!started) {
            stream.start(packet, sequence, now);
            started(now);
        }
        stream.insertParameterSets(from, sets, packet, sequence, now);
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
        if (started && source != null) {
            stream.retransmit(source, outSequence, cached, session.timer().nanoTime());
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
        estimate.onRemb(bitrate, stream.bitrate(now));
        bandwidthMayHaveChanged();
    }

    private void bandwidthMayHaveChanged() {
        if (source != null) {
            source.session().reviewBandwidth();
        }
    }

    /** Whether the receiver reports its bandwidth; a plain RTP tap may not. */
    boolean reportsBandwidth() {
        NegotiatedCodec codec = stream.codec();
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
            estimate.onLoss(fractionLost / 256.0, stream.bitrate(now));
            bandwidthMayHaveChanged();
        }
        NegotiatedCodec codec = stream.codec();
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
        rtcp.senderReport(
                media.localSsrc(), ntp, stream.liveTimestamp(clock.rtpAt(now)), stream.packets(), stream.bytes());
        roundTrip.reportSent(ntp, now);
    }

    RtpStreamStats stats() {
        return new RtpStreamStats(
                media.kind(),
                false,
                media.localSsrc() & 0xffff_ffffL,
                stream.packets(),
                stream.bytes(),
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
