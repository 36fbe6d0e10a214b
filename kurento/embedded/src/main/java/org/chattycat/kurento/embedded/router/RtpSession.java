package org.chattycat.kurento.embedded.router;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.rtcp.RtcpReader;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** An RTP session with one peer (RFC 3550): at most one audio and one video stream in each direction. */
public final class RtpSession {
    /** Reports of two streams, a NACK over 256 packets and REMB stay below the usual MTU. */
    private static final int MAX_RTCP = 1100;
    /**
     * The first report is sent soon, so that a receiver can synchronise audio and video and the sender can raise its
     * rate.
     */
    private static final long FIRST_REPORT_NANOS = 100_000_000L;

    private final PacketSender sender;
    private final Timer timer;
    private final boolean repeatsPackets;
    private final ForwardLimits limits;
    private final Map<MediaKind, InboundMedia> inbound = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, OutboundMedia> outbound = new EnumMap<>(MediaKind.class);
    private final InboundMedia[] inboundByPayloadType = new InboundMedia[128];
    private final NegotiatedCodec[] codecByPayloadType = new NegotiatedCodec[128];
    private final RtpPacketView view = new RtpPacketView();
    private final RtcpReader reader = new RtcpReader();
    private final RtcpWriter writer;
    private final byte[] packetScratch;
    private final int[] sequenceScratch = new int[MissingPackets.CAPACITY];
    private final Profile profile;
    private final SenderBandwidth senderBandwidth;
    private Bandwidth bandwidth = Bandwidth.UNLIMITED;
    private boolean bandwidthReviewDue;
    private final int localSsrc;
    private long nextReport;

    /**
     * @param timer for packets that are sent later
     * @param repeatsPackets whether a lost packet may be repeated unchanged; never over SRTP, which allows only RTX
     * @param packetScratch a buffer of {@link org.chattycat.kurento.rtp.Datagrams#MAX_BYTES} in which packets are
     *     built; all sessions of the loop share it, so that it stays in the processor's cache
     */
    public RtpSession(
            PacketSender sender,
            Timer timer,
            List<NegotiatedMedia> media,
            String cname,
            boolean repeatsPackets,
            ForwardLimits limits,
            Profile profile,
            byte[] packetScratch) {
        this.packetScratch = packetScratch;
        this.sender = sender;
        this.timer = timer;
        this.repeatsPackets = repeatsPackets;
        this.limits = limits;
        this.profile = profile;
        this.senderBandwidth = new SenderBandwidth(profile);
        this.writer = new RtcpWriter(MAX_RTCP + 64, cname);
        this.localSsrc = media.get(media.size() - 1).localSsrc();
        for (NegotiatedMedia section : media) {
            if (section.direction().receives()) {
                addInbound(section);
            }
            if (section.direction().sends()) {
                outbound.put(section.kind(), new OutboundMedia(section, this));
            }
        }
        this.nextReport = timer.nanoTime() + FIRST_REPORT_NANOS;
    }

    private void addInbound(NegotiatedMedia section) {
        InboundMedia media = new InboundMedia(section, this, limits);
        inbound.put(section.kind(), media);
        for (NegotiatedCodec codec : section.codecs()) {
            inboundByPayloadType[codec.payloadType()] = media;
            codecByPayloadType[codec.payloadType()] = codec;
            if (codec.rtxPayloadType() >= 0) {
                inboundByPayloadType[codec.rtxPayloadType()] = media;
                codecByPayloadType[codec.rtxPayloadType()] = codec;
            }
        }
    }

    /**
     * Receives packets of this payload type as this format from now on. For a source whose format is not negotiated, such as a played
     * file.
     *
     * @param kind that the session receives
     */
    public void receiveAs(MediaKind kind, NegotiatedCodec codec) {
        inboundByPayloadType[codec.payloadType()] = inbound.get(kind);
        codecByPayloadType[codec.payloadType()] = codec;
    }

    /** The received media of a kind, or null. */
    public InboundMedia inbound(MediaKind kind) {
        return inbound.get(kind);
    }

    /** The sent media of a kind, or null. */
    public OutboundMedia outbound(MediaKind kind) {
        return outbound.get(kind);
    }

    /** Sets the configured limits, which apply from the next report on. */
    public void setBandwidth(Bandwidth limits) {
        bandwidth = limits;
        senderBandwidth.configure(limits);
    }

    Bandwidth bandwidth() {
        return bandwidth;
    }

    Profile profile() {
        return profile;
    }

    /** To be called when a receiver has reported a new bandwidth. */
    void reviewBandwidth() {
        bandwidthReviewDue = true;
    }

    Timer timer() {
        return timer;
    }

    ForwardLimits limits() {
        return limits;
    }

    boolean isReady() {
        return sender.isReady();
    }

    boolean repeatsPackets() {
        return repeatsPackets;
    }

    int localSsrc() {
        return localSsrc;
    }

    byte[] packetScratch() {
        return packetScratch;
    }

    int[] sequenceScratch() {
        return sequenceScratch;
    }

    /** Sends the packet in {@link #packetScratch}. */
    boolean sendRtp(int length) {
        return sender.sendRtp(packetScratch, 0, length);
    }

    /** Starts a compound packet with the report and source description that must come first (RFC 4585 section 3.1). */
    RtcpWriter beginFeedback() {
        return writer.reset().receiverReport(localSsrc).sourceDescription(localSsrc);
    }

    void send(RtcpWriter rtcp) {
        if (sender.isReady()) {
            sender.sendRtcp(rtcp.buffer(), 0, rtcp.length());
        }
    }

    /** Handles a decrypted RTP packet. May rewrite its header. */
    public void receiveRtp(byte[] buffer, int offset, int length, long arrivalNanos) {
        if (!view.wrap(buffer, offset, length)) {
            return;
        }
        int payloadType = view.payloadType();
        InboundMedia media = inboundByPayloadType[payloadType];
        if (media == null) {
            return;
        }
        NegotiatedCodec codec = codecByPayloadType[payloadType];
        boolean retransmitted = codec.rtxPayloadType() == payloadType;
        if (!retransmitted || media.isSsrcKnown() && restoreRetransmission(media, codec)) {
            media.receive(view, codec, retransmitted, arrivalNanos);
        }
    }

    /**
     * Turns an RTX packet into the original packet (RFC 4588 section 4), in place.
     *
     * @return false if the packet contains padding only
     */
    private boolean restoreRetransmission(InboundMedia media, NegotiatedCodec codec) {
        if (view.payloadLength() < 2) {
            return false;
        }
        byte[] buffer = view.buffer();
        int start = view.offset();
        int payload = view.payloadOffset();
        int originalSequence = NetworkOrder.u16(buffer, payload);
        System.arraycopy(buffer, payload + 2, buffer, payload, start + view.length() - payload - 2);
        buffer[start + 1] = (byte) (buffer[start + 1] & 0x80 | codec.payloadType());
        NetworkOrder.put16(buffer, start + 2, originalSequence);
        NetworkOrder.put32(buffer, start + 8, media.ssrc());
        return view.wrap(buffer, start, view.length() - 2);
    }

    /** Handles a decrypted compound RTCP packet. */
    public void receiveRtcp(byte[] buffer, int offset, int length, long arrivalNanos) {
        reader.wrap(buffer, offset, length);
        while (reader.next()) {
            if (reader.isSenderReport()) {
                onSenderReport(arrivalNanos);
            }
            for (int i = 0; i < reader.byeSources(); i++) {
                onBye(reader.byeSsrc(i));
            }
            for (int i = 0; i < reader.reportBlocks(); i++) {
                OutboundMedia media = outboundOf(reader.blockSsrc(i));
                if (media != null) {
                    media.onReportBlock(reader, i, arrivalNanos);
                }
            }
            onFeedback(arrivalNanos);
        }
    }

    private void onBye(int ssrc) {
        for (InboundMedia media : inbound.values()) {
            media.ended(ssrc);
        }
    }

    private void onSenderReport(long now) {
        for (InboundMedia media : inbound.values()) {
            if (media.isSource(reader.senderSsrc())) {
                media.senderClock().report(reader.ntpTime(), reader.rtpTime(), now);
            }
        }
    }

    private void onFeedback(long now) {
        if (reader.isNack() || reader.isPli()) {
            OutboundMedia media = outboundOf(reader.mediaSsrc());
            if (media != null && reader.isNack()) {
                media.onNack(reader);
            } else if (media != null) {
                media.onPli();
            }
        } else if (reader.isFir()) {
            for (int i = 0; i < reader.firEntries(); i++) {
                OutboundMedia media = outboundOf(reader.firSsrc(i));
                if (media != null) {
                    media.onFir();
                }
            }
        } else if (reader.isRemb()) {
            OutboundMedia video = outbound.get(MediaKind.VIDEO);
            if (video != null) {
                video.onRemb(reader.rembBitrate(), now);
            }
        }
    }

    private OutboundMedia outboundOf(int ssrc) {
        for (OutboundMedia media : outbound.values()) {
            if (media.ssrc() == ssrc) {
                return media;
            }
        }
        return null;
    }

    /** Requests missing packets and sends due reports. To be called on every tick of the loop. */
    public void tick(long now) {
        if (!sender.isReady()) {
            return;
        }
        for (InboundMedia media : inbound.values()) {
            media.tick(now);
        }
        if (now - nextReport >= 0) {
            nextReport = now + limits.reportInterval().toNanos();
            report(now);
        } else if (bandwidthReviewDue) {
            bandwidthReviewDue = false;
            lowerBandwidthNow();
        }
    }

    /** Tells a sender that is too fast to slow down, before the next report. */
    private void lowerBandwidthNow() {
        InboundMedia video = rembReceiver();
        if (video != null && senderBandwidth.isUrgent(senderBandwidth.rate(video.sinks()))) {
            beginFeedback();
            addRemb();
            send(writer);
        }
    }

    private void report(long now) {
        writer.reset();
        boolean any = false;
        for (OutboundMedia media : outbound.values()) {
            if (media.canReport()) {
                media.addSenderReport(writer, now);
                any = true;
            }
        }
        if (!any) {
            writer.receiverReport(localSsrc);
        }
        for (InboundMedia media : inbound.values()) {
            if (media.isSsrcKnown()) {
                media.addReportBlock(writer, now);
                any = true;
            }
        }
        for (OutboundMedia media : outbound.values()) {
            writer.sourceDescription(media.ssrc());
        }
        if (outbound.isEmpty()) {
            writer.sourceDescription(localSsrc);
        }
        addRemb();
        send(writer);
    }

    /** The received video whose sender supports REMB, or null. */
    private InboundMedia rembReceiver() {
        InboundMedia video = inbound.get(MediaKind.VIDEO);
        boolean listens = video != null
                && video.isSsrcKnown()
                && video.media().codecs().get(0).remb();
        return listens ? video : null;
    }

    private void addRemb() {
        InboundMedia video = rembReceiver();
        if (video != null) {
            long rate = senderBandwidth.rate(video.sinks());
            senderBandwidth.told(rate);
            video.rembSent(rate);
            writer.remb(localSsrc, rate, video.ssrc());
        }
    }

    /** Counters of all streams. */
    public List<RtpStreamStats> stats() {
        List<RtpStreamStats> stats = new ArrayList<>();
        inbound.values().stream().filter(InboundMedia::isSsrcKnown).forEach(media -> stats.add(media.stats()));
        outbound.values().forEach(media -> stats.add(media.stats()));
        return stats;
    }

    /** Disconnects the session from its sources. */
    public void close() {
        outbound.values().forEach(media -> media.setSource(null));
    }
}
