package org.chattycat.kurento.embedded.router;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.kurento.embedded.sdp.H264ParameterSets;
import org.chattycat.kurento.embedded.sdp.NegotiatedCodec;
import org.chattycat.kurento.rtp.RtpPacketView;
import org.chattycat.kurento.rtp.h264.H264Payload;

/**
 * Decides before which packets of an H.264 stream the parameter sets of its SDP have to be sent. ffmpeg and many cameras
 * send them in the SDP only, which viewers do not see.
 */
final class MissingParameterSets {
    private final Map<Integer, List<byte[]>> setsByPayloadType = new HashMap<>();
    private boolean inStream;
    private boolean everSent;
    private int lastTimestamp;

    MissingParameterSets(List<NegotiatedCodec> codecs) {
        for (NegotiatedCodec codec : codecs) {
            List<byte[]> sets = codec.format().isH264() ? H264ParameterSets.of(codec.parameters()) : List.<byte[]>of();
            if (!sets.isEmpty()) {
                setsByPayloadType.put(codec.payloadType(), sets);
            }
        }
    }

    /**
     * @param keyframe whether the packet starts a keyframe
     * @return the NAL units to send before this packet; empty for none
     */
    List<byte[]> before(RtpPacketView packet, NegotiatedCodec codec, boolean keyframe) {
        if (inStream || !keyframe || setsByPayloadType.isEmpty()) {
            return List.of();
        }
        if (H264Payload.hasParameterSet(packet.buffer(), packet.payloadOffset(), packet.payloadLength())) {
            // The stream has sets of its own, and those of the SDP may be out of date.
            inStream = true;
            return List.of();
        }
        if (everSent && packet.timestamp() == lastTimestamp) {
            return List.of(); // A further slice of the same picture.
        }
        everSent = true;
        lastTimestamp = packet.timestamp();
        return setsByPayloadType.getOrDefault(codec.payloadType(), List.of());
    }
}
