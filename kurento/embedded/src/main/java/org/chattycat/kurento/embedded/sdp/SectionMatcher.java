package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Decides which sections of a description are accepted: the first audio and the first video with a common format. */
final class SectionMatcher {
    private final RemoteDescription remote;
    private final LocalSsrcs ssrcs;
    private final Map<Integer, List<NegotiatedCodec>> codecs = new TreeMap<>();
    private final Map<Integer, String> extensions = new HashMap<>();

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
     * @param indexes of usable sections, in order of preference
     * @return one element per section of the description; null for a refused section
     */
    List<NegotiatedMedia> match(List<Integer> indexes) throws MalformedSdpException {
        Set<MediaKind> taken = EnumSet.noneOf(MediaKind.class);
        NegotiatedMedia[] media = new NegotiatedMedia[remote.sections().size()];
        for (int index : indexes) {
            MediaSection section = remote.sections().get(index);
            MediaKind kind = MediaKind.valueOf(section.kind().toUpperCase(Locale.ROOT));
            if (taken.add(kind)) {
                media[index] = accept(section, index, kind);
            }
        }
        return new ArrayList<>(Arrays.asList(media));
    }

    private NegotiatedMedia accept(MediaSection section, int index, MediaKind kind) throws MalformedSdpException {
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
