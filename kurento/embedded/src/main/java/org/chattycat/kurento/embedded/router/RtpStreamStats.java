package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.embedded.sdp.MediaKind;

/**
 * Counters of one RTP stream (RFC 3550 section 6.4).
 *
 * @param kind audio or video
 * @param inbound whether the transport receives the stream or sends it
 * @param ssrc the stream's SSRC, unsigned
 * @param packets packets received or sent
 * @param bytes payload bytes received or sent
 * @param lost packets lost, from the perspective of the stream's receiver
 * @param fractionLost fraction lost in the last report interval, 0 to 1
 * @param jitterSeconds interarrival jitter (RFC 3550 appendix A.8)
 * @param roundTripSeconds round-trip time from RTCP, 0 while unknown
 * @param nacks generic NACK messages sent (inbound) or received (outbound)
 * @param plis picture loss indications sent (inbound) or received (outbound)
 * @param firs full intra requests sent (inbound) or received (outbound)
 * @param remb last receiver-estimated maximum bit rate in bit/s sent (inbound) or received (outbound), 0 for none
 * @param inputMillis mean time from a packet's arrival at the server until it reached this transport, 0 where it
 *     arrives
 * @param endToEndMillis mean time from a packet's arrival until this transport had sent it, 0 where it arrives
 */
public record RtpStreamStats(
        MediaKind kind,
        boolean inbound,
        long ssrc,
        long packets,
        long bytes,
        long lost,
        double fractionLost,
        double jitterSeconds,
        double roundTripSeconds,
        long nacks,
        long plis,
        long firs,
        long remb,
        double inputMillis,
        double endToEndMillis) {}
