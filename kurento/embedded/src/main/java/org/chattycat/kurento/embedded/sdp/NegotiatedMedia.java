package org.chattycat.kurento.embedded.sdp;

import java.util.List;

/**
 * The result of a negotiation for one media section.
 *
 * @param index of the section
 * @param mid the section's identification, or empty
 * @param direction from this server's perspective
 * @param codecs in order of preference, never empty
 * @param remoteAddress address at which the peer receives, from its {@code c=} line
 * @param remotePort port at which the peer receives RTP, from its {@code m=} line
 * @param remoteRtcpPort port at which the peer receives RTCP; equal to {@code remotePort} if they are multiplexed
 * @param rtcpMux whether RTP and RTCP share a port
 * @param learnsAddress whether the peer's addresses are those that its packets come from, not those of its description
 * @param localSsrc SSRC of the sent stream
 * @param localRtxSsrc SSRC of its retransmissions
 */
public record NegotiatedMedia(
        MediaKind kind,
        int index,
        String mid,
        Direction direction,
        List<NegotiatedCodec> codecs,
        HeaderExtensions extensions,
        String remoteAddress,
        int remotePort,
        int remoteRtcpPort,
        boolean rtcpMux,
        boolean learnsAddress,
        int localSsrc,
        int localRtxSsrc) {
    public NegotiatedMedia {
        codecs = List.copyOf(codecs);
    }
}
