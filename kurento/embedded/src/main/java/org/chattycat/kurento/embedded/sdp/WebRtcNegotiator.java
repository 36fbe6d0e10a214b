package org.chattycat.kurento.embedded.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.chattycat.kurento.peer.dtls.Fingerprints;

/**
 * Offer and answer of a WebRTC peer (RFC 8829). Sections that the peer bundles share a transport, and every other section has its
 * own. An answer says that this side is a lite ICE agent, unless the peer is one; then, and in its own offers, this side is a full
 * one.
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

    private static final String STREAMS = "a=msid-semantic: WMS " + STREAM_ID;

    /** A session attribute of agents that send no checks (RFC 8839 section 5.3). */
    private static final String ICE_LITE = "ice-lite";

    private final long sessionId;
    private final String fingerprint;
    private final LocalSsrcs ssrcs;
    private final boolean rtx;

    /**
     * @param fingerprint fingerprint of the DTLS certificate, as in {@code a=fingerprint}
     * @param rtx whether to negotiate retransmission on a separate stream (RFC 4588)
     */
    public WebRtcNegotiator(long sessionId, String fingerprint, LocalSsrcs ssrcs, boolean rtx) {
        this.sessionId = sessionId;
        this.fingerprint = fingerprint;
        this.ssrcs = ssrcs;
        this.rtx = rtx;
    }

    /**
     * The result of a negotiation.
     *
     * @param localDescription the local description
     * @param transports in the order of their sections; sections without one are refused
     */
    public record Result(String localDescription, List<NegotiatedTransport> transports) {}

    /**
     * Answers an offer. Sections that need another transport are refused while no port is free for it.
     *
     * @throws SdpException if the offer cannot be understood, or if no port is free for any section
     */
    public Result answer(String offer, SdpLimits limits, LocalTransports local) throws SdpException {
        RemoteDescription remote = RemoteDescription.parse(offer);
        boolean controlling = remote.has(ICE_LITE);
        List<NegotiatedTransport> transports = transports(remote, true, controlling, local);
        SdpText text = session();
        if (!controlling) {
            text.line("a=" + ICE_LITE);
        }
        if (remote.has("extmap-allow-mixed")) {
            text.line("a=extmap-allow-mixed");
        }
        groups(text, transports);
        for (int i = 0; i < remote.sections().size(); i++) {
            MediaSection section = remote.sections().get(i);
            if (!write(text, transports, i, section.protocol(), limits)) {
                refuse(text, section);
            }
        }
        return new Result(text.toString(), transports);
    }

    private SdpText session() {
        return new SdpText().session(sessionId, "0.0.0.0");
    }

    /**
     * Makes this side's own offer: a bundle, of which each section has a transport of its own until the answer says whether
     * the other side bundles (RFC 9143 section 7.2).
     *
     * @throws SdpException if no port is free
     */
    public String offer(OfferedMedia offered, SdpLimits limits, LocalTransports local) throws SdpException {
        List<NegotiatedMedia> media = LocalOffer.media(offered, ssrcs, rtx, true);
        SdpText text = session().line(STREAMS);
        bundle(text, media);
        for (NegotiatedMedia section : media) {
            LocalIce ice = local.open(List.of(section), true).orElseThrow(WebRtcNegotiator::noPort);
            write(text, section, PROTOCOL, "actpass", ice, limits);
        }
        return text.toString();
    }

    /** @param local returns the transports of the offer */
    public Result acceptAnswer(String answer, SdpLimits limits, LocalTransports local) throws SdpException {
        RemoteDescription remote = RemoteDescription.parse(answer);
        List<NegotiatedTransport> transports = transports(remote, false, true, local);
        SdpText text = session();
        groups(text, transports);
        for (int i = 0; i < remote.sections().size(); i++) {
            write(text, transports, i, PROTOCOL, limits);
        }
        return new Result(text.toString(), transports);
    }

    private List<NegotiatedTransport> transports(
            RemoteDescription remote, boolean offer, boolean controlling, LocalTransports local) throws SdpException {
        SectionMatcher matcher = new SectionMatcher(remote, PROTOCOLS, ssrcs, rtx);
        List<SharedTransports.Group> groups = new SharedTransports(remote, offer).of(matcher.usable());
        List<NegotiatedTransport> transports = new ArrayList<>();
        for (SharedTransports.Group group : groups) {
            List<NegotiatedMedia> media = matcher.accept(group.sections());
            MediaSection peer = remote.sections().get(group.sections().get(0));
            RemoteIce ice = remoteIce(peer, controlling);
            Fingerprints fingerprints = fingerprints(peer);
            // The offer leaves the choice to this server. The browser gets the active role (RFC 8842), because it is
            // the first to know that a check was answered.
            boolean client = peer.attribute("setup").filter("passive"::equals).isPresent();
            local.open(media, controlling)
                    .ifPresent(opened -> transports.add(
                            new NegotiatedTransport(media, group.bundled(), opened, ice, fingerprints, client)));
        }
        if (transports.isEmpty() && !groups.isEmpty()) {
            throw noPort();
        }
        return transports;
    }

    private static SdpException noPort() {
        return new SdpException("no UDP port is free");
    }

    private static RemoteIce remoteIce(MediaSection peer, boolean controlling) throws SdpException {
        return controlling
                ? new RemoteIce(
                        required(peer, "ice-ufrag"), true, required(peer, "ice-pwd"), peer.attributesNamed("candidate"))
                : new RemoteIce(required(peer, "ice-ufrag"), false, "", List.of());
    }

    private static Fingerprints fingerprints(MediaSection section) throws SdpException {
        required(section, "fingerprint");
        try {
            return Fingerprints.parse(section.attributesNamed("fingerprint"));
        } catch (IllegalArgumentException e) {
            throw new SdpException(e.getMessage());
        }
    }

    private static String required(MediaSection section, String attribute) throws SdpException {
        return section.attribute(attribute)
                .orElseThrow(() -> new SdpException("the description has no a=" + attribute));
    }

    /** The answer groups no section that the other side has not grouped (RFC 9143 section 7.3). */
    private static void groups(SdpText text, List<NegotiatedTransport> transports) {
        if (!transports.isEmpty()) {
            text.line(STREAMS);
        }
        transports.stream().filter(NegotiatedTransport::bundled).forEach(transport -> bundle(text, transport.media()));
    }

    private static void bundle(SdpText text, List<NegotiatedMedia> sections) {
        text.line(
                "a=group:BUNDLE " + sections.stream().map(NegotiatedMedia::mid).collect(Collectors.joining(" ")));
    }

    private static void refuse(SdpText text, MediaSection section) {
        text.line("m=" + section.kind() + " 0 " + section.protocol() + " "
                        + section.formats().get(0))
                .line("a=inactive");
        section.attribute("mid").ifPresent(mid -> text.line("a=mid:" + mid));
    }

    /** @return whether the section is accepted */
    private boolean write(
            SdpText text, List<NegotiatedTransport> transports, int section, String protocol, SdpLimits limits) {
        for (NegotiatedTransport transport : transports) {
            String setup = transport.dtlsClient() ? "active" : "passive";
            for (NegotiatedMedia media : transport.media()) {
                if (media.index() == section) {
                    write(text, media, protocol, setup, transport.localIce(), limits);
                    return true;
                }
            }
        }
        return false;
    }

    private void write(
            SdpText text, NegotiatedMedia media, String protocol, String setup, LocalIce ice, SdpLimits limits) {
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
                .line("a=ice-ufrag:" + ice.ufrag())
                .line("a=ice-pwd:" + ice.password())
                .line("a=fingerprint:" + fingerprint);
    }
}
