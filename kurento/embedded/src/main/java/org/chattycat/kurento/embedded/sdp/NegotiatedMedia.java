package org.chattycat.kurento.embedded.sdp;

import java.util.List;

/**
 * What both sides agreed on for one media section.
 *
 * @param index of the section
 * @param mid its identification, or empty
 * @param direction as seen from here
 * @param codecs in order of preference, never empty
 * @param remoteAddress where the peer receives, by its {@code c=} line
 * @param remotePort and its {@code m=} line
 * @param remoteRtcpPort where the peer receives RTCP; equal to the other when they are multiplexed
 * @param rtcpMux whether RTP and RTCP share a port
 * @param localSsrc of what is sent
 * @param localRtxSsrc of its retransmissions
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
        int localSsrc,
        int localRtxSsrc) {
    public NegotiatedMedia {
        codecs = List.copyOf(codecs);
    }
}
