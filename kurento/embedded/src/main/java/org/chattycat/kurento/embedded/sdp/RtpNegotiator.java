package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Offer and answer of a plain RTP peer (RFC 3551 AVP, RFC 4585 AVPF). */
public final class RtpNegotiator {
    private static final String AVPF = "RTP/AVPF";
    static final Set<String> PROTOCOLS = Set.of("RTP/AVP", AVPF);

    private final long sessionId;
    private final LocalSsrcs ssrcs;

    public RtpNegotiator(long sessionId, LocalSsrcs ssrcs) {
        this.sessionId = sessionId;
        this.ssrcs = ssrcs;
    }

    /**
     * The address and ports at which this side receives.
     *
     * @param address IP address as text
     * @param rtpPort an even port
     */
    public record LocalPorts(String address, int rtpPort, int rtcpPort) {}

    /** Opens the local ports for a peer. Called once per accepted section. */
    @FunctionalInterface
    public interface PortAllocator {
        /** @param remoteAddress address of the peer, empty while it is unknown */
        LocalPorts allocate(MediaKind kind, String remoteAddress) throws SdpException;
    }

    /** @param media the negotiated sections, without the refused ones */
    public record Result(String localDescription, List<NegotiatedMedia> media) {}

    public Result answer(String offer, PortAllocator allocator, SdpLimits limits) throws SdpException {
        RemoteDescription remote = RemoteDescription.parse(offer);
        List<NegotiatedMedia> sections = match(remote);
        SdpText body = new SdpText();
        String address = "0.0.0.0";
        for (int i = 0; i < sections.size(); i++) {
            NegotiatedMedia media = sections.get(i);
            MediaSection section = remote.sections().get(i);
            if (media == null) {
                body.line("m=" + section.kind() + " 0 " + section.protocol() + " "
                        + section.formats().get(0));
            } else {
                LocalPorts ports = allocator.allocate(media.kind(), media.remoteAddress());
                address = ports.address();
                write(body, media, section.protocol(), ports, limits);
            }
        }
        String text = new SdpText().session(sessionId, address) + body.toString();
        return new Result(text, taken(sections));
    }

    public String offer(OfferedMedia offered, PortAllocator allocator, SdpLimits limits) throws SdpException {
        SdpText body = new SdpText();
        String address = "0.0.0.0";
        for (NegotiatedMedia media : LocalOffer.media(offered, ssrcs, false, false)) {
            LocalPorts ports = allocator.allocate(media.kind(), "");
            address = ports.address();
            write(body, media, AVPF, ports, limits);
        }
        return new SdpText().session(sessionId, address) + body.toString();
    }

    /** @param ports returns the ports that were opened for the offer */
    public Result acceptAnswer(String answer, PortAllocator ports, SdpLimits limits) throws SdpException {
        RemoteDescription remote = RemoteDescription.parse(answer);
        List<NegotiatedMedia> media = taken(match(remote));
        SdpText body = new SdpText();
        String address = "0.0.0.0";
        for (NegotiatedMedia section : media) {
            LocalPorts local = ports.allocate(section.kind(), section.remoteAddress());
            address = local.address();
            write(body, section, AVPF, local, limits);
        }
        return new Result(new SdpText().session(sessionId, address) + body.toString(), media);
    }

    /**
     * Accepts the first section of each kind. Each has a transport and so a session of its own.
     *
     * @return one element per section of the description; null for a refused section
     */
    private List<NegotiatedMedia> match(RemoteDescription remote) throws SdpException {
        SectionMatcher matcher = new SectionMatcher(remote, PROTOCOLS, ssrcs, false);
        NegotiatedMedia[] media = new NegotiatedMedia[remote.sections().size()];
        Set<String> taken = new HashSet<>();
        for (int index : matcher.usable()) {
            MediaSection section = remote.sections().get(index);
            if (section.hasTransport() && taken.add(section.kind())) {
                media[index] = matcher.accept(List.of(index)).get(0);
            }
        }
        return Arrays.asList(media);
    }

    private static List<NegotiatedMedia> taken(List<NegotiatedMedia> sections) {
        List<NegotiatedMedia> media = new ArrayList<>(sections);
        media.removeIf(Objects::isNull);
        return media;
    }

    private void write(SdpText text, NegotiatedMedia media, String protocol, LocalPorts ports, SdpLimits limits) {
        text.media(media.kind().name().toLowerCase(Locale.ROOT), ports.rtpPort(), protocol, media.codecs())
                .bandwidth(media.direction().receives() ? limits.receiveKbps(media.kind()) : 0)
                .extensions(media.extensions())
                .line("a=" + media.direction().attribute());
        if (media.learnsAddress()) {
            text.line("a=direction:passive");
        }
        if (!media.mid().isEmpty()) {
            text.line("a=mid:" + media.mid());
        }
        text.line(media.rtcpMux() ? "a=rtcp-mux" : "a=rtcp:" + ports.rtcpPort())
                .codecs(media.codecs())
                .ssrcs(media, ssrcs.cname());
    }
}
