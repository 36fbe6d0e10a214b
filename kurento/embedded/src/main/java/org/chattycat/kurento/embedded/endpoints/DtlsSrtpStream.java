package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.chattycat.kurento.embedded.ice.CandidateAttribute;
import org.chattycat.kurento.embedded.ice.IceSession;
import org.chattycat.kurento.embedded.io.NoFreePortException;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.PacketSender;
import org.chattycat.kurento.embedded.router.RtpSession;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.LocalIce;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.NegotiatedTransport;
import org.chattycat.kurento.peer.dtls.SrtpKeys;

/**
 * A transport of a WebRTC peer and the RTP session over it: an ICE data stream (RFC 8445 section 4) for the sections of a bundle, or
 * for one section. It has one component, and a second one for RTCP that is not multiplexed with RTP. State is used on the loop
 * only.
 */
final class DtlsSrtpStream implements PacketSender {
    private final DtlsSrtpTransport transport;
    private final MediaEngineContext context;
    private final int id;
    private final int section;
    private final List<DtlsSrtpComponent> components = new ArrayList<>();
    private final DtlsSrtpComponent rtp;
    /** Equal to {@link #rtp} if RTP and RTCP share a component. */
    private final DtlsSrtpComponent rtcp;

    private List<NegotiatedMedia> media;
    private RtpSession session;
    private boolean closed;

    /**
     * Opens a stream. The first one of a lite agent uses the sockets that all endpoints share. The others have their own: sections
     * that are not bundled have different ports (RFC 9143 section 7.3.2).
     *
     * @param id a number from 1
     * @param media the sections that use it, that which describes it first
     * @param controlling whether this side is a full agent and controls
     * @param sibling a stream whose credentials this one gets, or null for new ones
     * @throws IOException if no port is free; then nothing is open
     */
    DtlsSrtpStream(
            DtlsSrtpTransport transport,
            MediaEngineContext context,
            int id,
            List<NegotiatedMedia> media,
            boolean controlling,
            DtlsSrtpStream sibling)
            throws IOException {
        this.transport = transport;
        this.context = context;
        this.id = id;
        this.media = media;
        this.section = media.get(0).index();
        try {
            components.add(
                    sibling == null
                            ? new DtlsSrtpComponent(this, context)
                            : new DtlsSrtpComponent(this, context, sibling.rtp, IceSession.RTP));
            if (id > 1) {
                components.get(0).useOwnSockets();
            }
            if (!media.get(0).rtcpMux()) {
                components.add(new DtlsSrtpComponent(this, context, components.get(0), IceSession.RTCP));
            }
            if (controlling) {
                for (DtlsSrtpComponent component : components) {
                    component.control();
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        this.rtp = components.get(0);
        this.rtcp = components.get(components.size() - 1);
    }

    /**
     * Takes ports of its own, unless it has them.
     *
     * @throws NoFreePortException if no port is free
     */
    void takePorts() throws IOException {
        for (DtlsSrtpComponent component : components) {
            component.useOwnSockets();
        }
    }

    /** Index of the section that describes the stream. */
    int section() {
        return section;
    }

    LocalIce localIce() {
        return rtp.localIce();
    }

    /** The local candidates of each section. */
    List<IceCandidate> candidates() {
        List<IceCandidate> candidates = new ArrayList<>();
        for (DtlsSrtpComponent component : components) {
            for (CandidateAttribute candidate : component.localCandidates()) {
                media.forEach(section -> candidates.add(new IceCandidate(candidate, section.mid(), section.index())));
            }
        }
        return candidates;
    }

    boolean hasSection(String mid) {
        return media.stream().anyMatch(section -> section.mid().equals(mid));
    }

    boolean hasSection(int index) {
        return media.stream().anyMatch(section -> section.index() == index);
    }

    void addRemoteCandidate(CandidateAttribute candidate) {
        components.forEach(component -> component.addRemoteCandidate(candidate));
    }

    /** Starts to connect to the peer, and the RTP session. */
    void start(NegotiatedTransport negotiated, String cname, Bandwidth bandwidth, Object participant) {
        media = negotiated.media();
        session = new RtpSession(
                this,
                context.loop()::after,
                media,
                cname,
                false,
                context.config().forward(),
                context.config().profile(),
                context.packetScratch());
        session.setBandwidth(bandwidth);
        components.forEach(component -> component.start(negotiated, participant));
    }

    /** Null before {@link #start}. */
    RtpSession session() {
        return session;
    }

    void gathering(boolean now) {
        components.forEach(component -> component.gathering(now));
    }

    /** Reports an event of this stream. @param event gets the listener and the stream's id */
    void notify(ObjIntConsumer<MediaTransportListener> event) {
        transport.notify(listener -> event.accept(listener, id));
    }

    /** To be called when a component got connected or lost, or lost its keys. */
    void changed() {
        transport.streamChanged();
    }

    /** To be called when a component got its keys. */
    void keysChanged() {
        changed();
        for (MediaKind kind : MediaKind.values()) {
            OutboundMedia outbound = session.outbound(kind);
            if (outbound != null) {
                outbound.begin();
            }
        }
    }

    boolean isConnected() {
        return rtp.isConnected() && rtcp.isConnected();
    }

    /** Whether media can be sent. It does not wait for RTCP: a peer may never connect that component. */
    @Override
    public boolean isReady() {
        return rtp.isReady();
    }

    @Override
    public boolean sendRtp(byte[] buffer, int offset, int length) {
        return rtp.sendRtp(buffer, offset, length);
    }

    @Override
    public boolean sendRtcp(byte[] buffer, int offset, int length) {
        return rtcp.isReady() && rtcp.sendRtcp(buffer, offset, length);
    }

    void setBandwidth(Bandwidth bandwidth) {
        if (session != null) {
            session.setBandwidth(bandwidth);
        }
    }

    InboundMedia inbound(MediaKind kind) {
        return session == null ? null : session.inbound(kind);
    }

    OutboundMedia outbound(MediaKind kind) {
        return session == null ? null : session.outbound(kind);
    }

    void tick(long now) {
        if (session != null) {
            session.tick(now);
        }
    }

    List<RtpStreamStats> stats() {
        return session == null ? List.of() : session.stats();
    }

    /** Sets the keys without a handshake. */
    void inject(SrtpKeys keys) {
        components.forEach(component -> component.establish(keys, true));
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        if (session != null) {
            session.close();
        }
        components.forEach(DtlsSrtpComponent::close);
    }
}
