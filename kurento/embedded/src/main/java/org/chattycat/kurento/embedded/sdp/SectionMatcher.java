package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the sections of a description that have a format in common with this server. */
final class SectionMatcher {
    private final RemoteDescription remote;
    private final LocalSsrcs ssrcs;
    private final Map<Integer, List<NegotiatedCodec>> codecs = new TreeMap<>();

    SectionMatcher(RemoteDescription remote, Set<String> protocols, LocalSsrcs ssrcs, boolean rtx)
            throws MalformedSdpException {
        this.remote = remote;
        this.ssrcs = ssrcs;
        for (int index = 0; index < remote.sections().size(); index++) {
            MediaSection section = remote.sections().get(index);
            if (isMedia(section) && !section.isRefused() && protocols.contains(section.protocol())) {
                List<NegotiatedCodec> agreed = CodecAgreement.of(section, rtx);
                if (!agreed.isEmpty()) {
                    codecs.put(index, agreed);
                }
            }
        }
    }

    private static boolean isMedia(MediaSection section) {
        return section.kind().equals("audio") || section.kind().equals("video");
    }

    /** Indexes of the sections that could be accepted, in order. */
    List<Integer> usable() {
        return List.copyOf(codecs.keySet());
    }

    /**
     * Accepts sections that share a transport.
     *
     * @param indexes of usable sections
     */
    List<NegotiatedMedia> accept(List<Integer> indexes) throws MalformedSdpException {
        Map<Integer, String> extensions = new HashMap<>();
        List<NegotiatedMedia> media = new ArrayList<>();
        for (int index : indexes) {
            media.add(accept(remote.sections().get(index), index, extensions));
        }
        return media;
    }

    private NegotiatedMedia accept(MediaSection section, int index, Map<Integer, String> extensions)
            throws MalformedSdpException {
        MediaKind kind = MediaKind.valueOf(section.kind().toUpperCase(Locale.ROOT));
        boolean mux = section.has("rtcp-mux");
        String rtcp = section.attribute("rtcp").orElse("");
        int rtcpPort = mux
                ? section.port()
                : rtcp.isEmpty() ? Math.min(65535, section.port() + 1) : Numbers.parse(rtcp.split(" ")[0], 1, 65535);
        return new NegotiatedMedia(
                kind,
                index,
                section.attribute("mid").orElse(""),
                section.direction().reversed(),
                codecs.get(index),
                HeaderExtensions.of(section, RtpNegotiator.PROTOCOLS.contains(section.protocol()), extensions),
                section.connection(),
                section.port(),
                rtcpPort,
                mux,
                section.isActive(),
                ssrcs.media(kind),
                ssrcs.rtx(kind));
    }
}
