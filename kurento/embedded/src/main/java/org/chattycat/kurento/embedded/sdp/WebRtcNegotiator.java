package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Offer and answer of a WebRTC peer: BUNDLE and rtcp-mux (RFC 8829). An answer says that this side is a lite ICE agent, unless the
 * peer is one; then, and in its own offers, this side is a full one.
 */
public final class WebRtcNegotiator {
    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";
    /**
     * DTLS-SRTP over UDP (RFC 5764 section 9), and what older stacks write for it (RFC 8829 section 5.1.2). The names for
     * TCP are refused, because this server has no candidates over TCP.
     */
    private static final Set<String> PROTOCOLS = Set.of(PROTOCOL, "UDP/TLS/RTP/SAVP", "RTP/SAVP", "RTP/SAVPF");
    /** Groups audio and video of a transport, because browsers synchronise them within one media stream only. */
    private static final String STREAM_ID = "kurento";

    /** A session attribute of agents that send no checks (RFC 8839 section 5.3). */
    private static final String ICE_LITE = "ice-lite";

    private final long sessionId;
    private final String ufrag;
    private final String password;
    private final String fingerprint;
    private final LocalSsrcs ssrcs;
    private final boolean rtx;

    /**
     * @param fingerprint fingerprint of the DTLS certificate, as in {@code a=fingerprint}
     * @param rtx whether to negotiate retransmission on a separate stream (RFC 4588)
     */
    public WebRtcNegotiator(
            long sessionId, String ufrag, String password, String fingerprint, LocalSsrcs ssrcs, boolean rtx) {
        this.sessionId = sessionId;
        this.ufrag = ufrag;
        this.password = password;
        this.fingerprint = fingerprint;
        this.ssrcs = ssrcs;
        this.rtx = rtx;
    }

    /**
     * The result of a negotiation.
     *
     * @param localDescription the local description
     * @param media the negotiated sections, without the refused ones; if there are none, {@code remoteIce} and {@code
     *     remoteFingerprints} are empty too
     * @param dtlsClient whether this side starts the DTLS handshake
     */
    public record Result(
            String localDescription,
            List<NegotiatedMedia> media,
            RemoteIce remoteIce,
            List<String> remoteFingerprints,
            boolean dtlsClient) {}

    public Result answer(String offer, SdpLimits limits) throws SdpException {
        RemoteDescription remote = RemoteDescription.parse(offer);
        List<NegotiatedMedia> sections = match(remote);
        Optional<MediaSection> transport = transportOf(remote, sections);
        // The offer leaves the choice to this server. The browser gets the active role (RFC 8842), because it is the
        // first
        // to know that a check was answered.
        boolean active = isPassive(transport);
        boolean controlling = remote.has(ICE_LITE);
        SdpText text = session();
        if (!controlling) {
            text.line("a=" + ICE_LITE);
        }
        if (remote.has("extmap-allow-mixed")) {
            text.line("a=extmap-allow-mixed");
        }
        bundle(text, remote, sections);
        for (int i = 0; i < sections.size(); i++) {
            MediaSection section = remote.sections().get(i);
            if (sections.get(i) == null) {
                refuse(text, section);
            } else {
                write(text, sections.get(i), section.protocol(), active ? "active" : "passive", limits);
            }
        }
        return result(text, sections, transport, active, controlling);
    }

    private SdpText session() {
        return new SdpText().session(sessionId, "0.0.0.0");
    }

    /**
     * This side's own offer.
     *
     * @param media the offered sections
     */
    public record Offer(String localDescription, List<NegotiatedMedia> media) {}

    public Offer offer(OfferedMedia offered, SdpLimits limits) throws SdpException {
        List<NegotiatedMedia> media = LocalOffer.media(offered, ssrcs, rtx, true);
        SdpText text = session();
        bundle(text, media);
        media.forEach(section -> write(text, section, PROTOCOL, "actpass", limits));
        return new Offer(text.toString(), media);
    }

    public Result acceptAnswer(String answer, SdpLimits limits) throws SdpException {
        RemoteDescription remote = RemoteDescription.parse(answer);
        List<NegotiatedMedia> sections = match(remote);
        Optional<MediaSection> transport = transportOf(remote, sections);
        boolean active = isPassive(transport);
        SdpText text = session();
        bundle(text, remote, sections);
        sections.stream()
                .filter(Objects::nonNull)
                .forEach(section -> write(text, section, PROTOCOL, active ? "active" : "passive", limits));
        return result(text, sections, transport, active, true);
    }

    private List<NegotiatedMedia> match(RemoteDescription remote) throws SdpException {
        SectionMatcher matcher = new SectionMatcher(remote, PROTOCOLS, ssrcs, rtx);
        return matcher.match(BundledSections.of(remote, matcher));
    }

    /** The section whose transport the bundle uses: the first accepted one that has a transport of its own. */
    private static Optional<MediaSection> transportOf(RemoteDescription remote, List<NegotiatedMedia> sections) {
        return sections.stream()
                .filter(Objects::nonNull)
                .map(accepted -> remote.sections().get(accepted.index()))
                .filter(MediaSection::hasTransport)
                .findFirst();
    }

    private static boolean isPassive(Optional<MediaSection> transport) {
        return transport
                .flatMap(section -> section.attribute("setup"))
                .filter("passive"::equals)
                .isPresent();
    }

    private static Result result(
            SdpText text,
            List<NegotiatedMedia> sections,
            Optional<MediaSection> transport,
            boolean active,
            boolean controlling)
            throws SdpException {
        if (transport.isEmpty()) {
            return new Result(text.toString(), List.of(), RemoteIce.NONE, List.of(), false);
        }
        List<NegotiatedMedia> media = new ArrayList<>(sections);
        media.removeIf(Objects::isNull);
        MediaSection peer = transport.get();
        return new Result(text.toString(), media, remoteIce(peer, controlling), fingerprints(peer), active);
    }

    private static RemoteIce remoteIce(MediaSection peer, boolean controlling) throws SdpException {
        return controlling
                ? new RemoteIce(
                        required(peer, "ice-ufrag"), true, required(peer, "ice-pwd"), peer.attributesNamed("candidate"))
                : new RemoteIce(required(peer, "ice-ufrag"), false, "", List.of());
    }

    private static List<String> fingerprints(MediaSection section) throws SdpException {
        required(section, "fingerprint");
        return section.attributesNamed("fingerprint");
    }

    private static String required(MediaSection section, String attribute) throws SdpException {
        return section.attribute(attribute)
                .orElseThrow(() -> new SdpException("the description has no a=" + attribute));
    }

    /** The answer groups no section that the other side has not grouped (RFC 9143 section 7.3). */
    private static void bundle(SdpText text, RemoteDescription remote, List<NegotiatedMedia> sections) {
        List<NegotiatedMedia> accepted =
                sections.stream().filter(Objects::nonNull).toList();
        if (!accepted.isEmpty() && remote.bundleOf(accepted.get(0).mid()).isPresent()) {
            bundle(text, accepted);
        } else if (!accepted.isEmpty()) {
            text.line("a=msid-semantic: WMS " + STREAM_ID);
        }
    }

    private static void bundle(SdpText text, List<NegotiatedMedia> sections) {
        String mids = sections.stream().map(NegotiatedMedia::mid).collect(Collectors.joining(" "));
        text.line("a=msid-semantic: WMS " + STREAM_ID).line("a=group:BUNDLE " + mids);
    }

    private static void refuse(SdpText text, MediaSection section) {
        text.line("m=" + section.kind() + " 0 " + section.protocol() + " "
                        + section.formats().get(0))
                .line("a=inactive");
        section.attribute("mid").ifPresent(mid -> text.line("a=mid:" + mid));
    }

    private void write(SdpText text, NegotiatedMedia media, String protocol, String setup, SdpLimits limits) {
        String kind = media.kind().name().toLowerCase(Locale.ROOT);
        // As in Kurento, the port is 1 until candidates are known.
        text.media(kind, 1, protocol, media.codecs())
                .line("c=IN IP4 0.0.0.0")
                .bandwidth(media.direction().receives() ? limits.receiveKbps(media.kind()) : 0)
                .extensions(media.extensions())
                .line("a=" + media.direction().attribute());
        if (!media.mid().isEmpty()) {
            text.line("a=mid:" + media.mid());
        }
        text.line("a=rtcp:9 IN IP4 0.0.0.0").codecs(media.codecs()).line("a=setup:" + setup);
        if (media.rtcpMux()) {
            text.line("a=rtcp-mux");
        }
        if (media.direction().sends()) {
            text.line("a=msid:" + STREAM_ID + " " + kind + "0");
        }
        text.ssrcs(media, ssrcs.cname())
                .line("a=ice-ufrag:" + ufrag)
                .line("a=ice-pwd:" + password)
                .line("a=fingerprint:" + fingerprint);
    }
}
