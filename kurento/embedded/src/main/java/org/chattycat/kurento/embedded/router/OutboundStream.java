package org.chattycat.kurento.embedded.router;

import java.security.SecureRandom;
import java.util.List;
import org.chattycat.kurento.embedded.sdp.CodecFormat;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.RtpPacketView;

/**
 * The RTP packets that one receiver gets: a stream without jumps in the receiver's own payload types, numbers and
 * timestamps, whichever sources the packets come from.
 */
final class OutboundStream {
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
    private final RateMeter sentRate = new RateMeter();
    private CodecFormat format;
    private NegotiatedCodec codec;
    private int rtxSequence = RANDOM.nextInt(0x10000);
    private double retransmissionBudget = MAX_RETRANSMISSIONS_SAVED;
    private long packets;
    private long bytes;

    OutboundStream(NegotiatedMedia media, RtpSession session) {
        this.media = media;
        this.session = session;
        int clockRate = media.codecs().get(0).format().clockRate();
        // The first number is in the lower half, so that SRTP's rollover counter is unambiguous at the start.
        this.rewriter = new StreamRewriter(clockRate, RANDOM.nextInt(0x8000), RANDOM.nextInt());
    }

    long packets() {
        return packets;
    }

    /** Bytes of payloads. */
    long bytes() {
        return bytes;
    }

    /** The rate at which packets are sent, in bit/s. */
    long bitrate(long now) {
        return sentRate.bitrate(now);
    }

    /** The receiver's codec of the source's latest format; null if it has none, and before the first packet. */
    NegotiatedCodec codec() {
        return codec;
    }

    /**
     * Finds the receiver's codec for the source's format.
     *
     * @return false if it has none
     */
    boolean adopt(InboundMedia from) {
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

    /** Continues with this packet, the first one of another source. */
    void start(RtpPacketView packet, long sequence, long now) {
        rewriter.start(sequence, packet.timestamp(), now);
        startPictureIds(packet);
    }

    /**
     * Continues with the packets of a source since its last keyframe.
     *
     * @param packet the first of them
     */
    void startBehind(InboundMedia from, RtpPacketView packet, long now) {
        KeyframeRun run = from.run();
        if (media.extensions().transmissionOffset() > 0) {
            // This receiver is told how late each packet is, so that it needs no other timestamps.
            rewriter.start(run.first(), run.firstTimestamp(), now);
        } else {
            rewriter.startBehind(run.first(), run.firstTimestamp(), run.timestampAt(now), now);
        }
        startPictureIds(packet);
        insertAll(from, run.parameterSets(), packet, run.first(), now);
    }

    private void startPictureIds(RtpPacketView packet) {
        if (format.isVp8()) {
            vp8.start(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        }
    }

    /** Whether the packet precedes the start. It must not be sent, because its number belongs to the former source. */
    boolean isBeforeStart(long sequence) {
        return rewriter.isBeforeStart(sequence);
    }

    /** @param heldNanos how long the packet was kept since it arrived */
    void send(InboundMedia from, RtpPacketView packet, long sequence, long heldNanos, long now) {
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
     * retransmitted; they are sent again with the next keyframe. Does nothing if a later packet has overtaken this one,
     * because there is no number between them.
     */
    void insertParameterSets(InboundMedia from, List<byte[]> sets, RtpPacketView packet, long sequence, long now) {
        if (rewriter.isAhead(sequence)) {
            insertAll(from, sets, packet, sequence, now);
        }
    }

    private void insertAll(InboundMedia from, List<byte[]> payloads, RtpPacketView packet, long sequence, long now) {
        for (byte[] payload : payloads) {
            insert(from, payload, packet, sequence, now);
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

    /**
     * Sends a packet again, if it is still known and the budget allows it.
     *
     * @param outSequence its 16-bit number in this stream
     * @param scratch a view to use
     */
    void retransmit(InboundMedia from, int outSequence, RtpPacketView scratch, long now) {
        boolean rtx = codec != null && codec.rtxPayloadType() >= 0;
        if (from.cache() == null || !rtx && !session.repeatsPackets()) {
            return;
        }
        long sequence = rewriter.source(outSequence);
        if (retransmissionBudget < 1 || !from.cache().get(sequence, scratch)) {
            return;
        }
        byte[] out = session.packetScratch();
        int header = RtpHeaderWriter.write(
                out,
                scratch,
                rtx ? codec.rtxPayloadType() : codec.payloadType(),
                rtx ? rtxSequence++ : outSequence,
                rewriter.timestamp(sequence, scratch.timestamp()),
                rtx ? media.localRtxSsrc() : media.localSsrc(),
                from.media().extensions(),
                media.extensions(),
                ticks(now - from.cache().arrivalNanos(sequence)),
                now);
        if (rtx) {
            NetworkOrder.put16(out, header, outSequence); // RFC 4588 section 4: the original number comes first.
            header += 2;
        }
        copyPayload(scratch, out, header);
        if (session.sendRtp(header + scratch.payloadLength())) {
            retransmissionBudget--;
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

    /** The timestamp in this stream of an instant of the source. */
    int liveTimestamp(int sourceTimestamp) {
        return rewriter.liveTimestamp(sourceTimestamp);
    }
}
