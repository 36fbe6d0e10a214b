package org.chattycat.kurento.embedded.sdp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The server's own offers, with Kurento's names for the sections. */
final class LocalOffer {
    private static final Set<String> FEEDBACK =
            new LinkedHashSet<>(List.of("goog-remb", "ccm fir", "nack", "nack pli"));
    private static final String H264_PARAMETERS =
            "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

    private LocalOffer() {}

    static List<NegotiatedMedia> media(OfferedMedia offered, LocalSsrcs ssrcs, boolean rtx, boolean rtcpMux)
            throws MalformedSdpException {
        Direction direction = Direction.of(offered.sends(), offered.receives());
        HeaderExtensions extensions = new HeaderExtensions(3, 0, 0, 0);
        NegotiatedMedia audio = new NegotiatedMedia(
                MediaKind.AUDIO,
                0,
                "audio0",
                direction,
                List.of(
                        codec(96, "opus/48000/2", CodecFormat.OPUS, "", -1, Set.of()),
                        codec(0, "PCMU/8000", CodecFormat.PCMU, "", -1, Set.of()),
                        codec(8, "PCMA/8000", CodecFormat.PCMA, "", -1, Set.of())),
                extensions,
                "",
                0,
                0,
                rtcpMux,
                false,
                ssrcs.audio(),
                0);
        CodecFormat h264 = CodecFormat.of("H264", 90_000, H264_PARAMETERS).orElseThrow();
        NegotiatedMedia video = new NegotiatedMedia(
                MediaKind.VIDEO,
                offered.kinds().contains(MediaKind.AUDIO) ? 1 : 0,
                "video0",
                direction,
                List.of(
                        codec(102, "VP8/90000", CodecFormat.VP8, "", rtx ? 104 : -1, FEEDBACK),
                        codec(103, "H264/90000", h264, H264_PARAMETERS, rtx ? 105 : -1, FEEDBACK)),
                new HeaderExtensions(3, 0, 4, 0),
                "",
                0,
                0,
                rtcpMux,
                false,
                ssrcs.video(),
                ssrcs.videoRtx());
        return Stream.of(audio, video)
                .filter(section -> offered.kinds().contains(section.kind()))
                .toList();
    }

    private static NegotiatedCodec codec(
            int payloadType, String rtpmap, CodecFormat format, String parameters, int rtx, Set<String> feedback) {
        return new NegotiatedCodec(payloadType, format, rtpmap, parameters, rtx, feedback);
    }
}
