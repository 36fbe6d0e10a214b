package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Decides which sections of a description are accepted: the first audio and the first video with a common format. */
final class SectionMatcher {
    private final RemoteDescription remote;
    private final Set<String> protocols;
    private final LocalSsrcs ssrcs;
    private final boolean rtx;
    private final Map<Integer, String> extensions = new HashMap<>();

    SectionMatcher(RemoteDescription remote, Set<String> protocols, LocalSsrcs ssrcs, boolean rtx) {
        this.remote = remote;
        this.protocols = protocols;
        this.ssrcs = ssrcs;
        this.rtx = rtx;
    }

    /** @return one element per section of the description; null for a refused section */
    List<NegotiatedMedia> match() throws MalformedSdpException {
        Set<MediaKind> taken = EnumSet.noneOf(MediaKind.class);
        List<NegotiatedMedia> media = new ArrayList<>();
        for (int index = 0; index < remote.sections().size(); index++) {
            NegotiatedMedia match = match(remote.sections().get(index), index, taken);
            if (match != null) {
                taken.add(match.kind());
            }
            media.add(match);
        }
        return media;
    }

    private NegotiatedMedia match(MediaSection section, int index, Set<MediaKind> taken) throws MalformedSdpException {
        boolean isMedia = section.kind().equals("audio") || section.kind().equals("video");
        if (!isMedia || section.isRefused() || !protocols.contains(section.protocol())) {
            return null;
        }
        MediaKind kind = MediaKind.valueOf(section.kind().toUpperCase(Locale.ROOT));
        List<NegotiatedCodec> codecs = taken.contains(kind) ? List.of() : CodecAgreement.of(section, rtx);
        if (codecs.isEmpty()) {
            return null;
        }
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
                codecs,
                HeaderExtensions.of(section, extensions),
                section.connection(),
                section.port(),
                rtcpPort,
                mux,
                ssrcs.media(kind),
                ssrcs.rtx(kind));
    }
}
