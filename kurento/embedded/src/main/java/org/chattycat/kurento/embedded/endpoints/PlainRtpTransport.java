package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chattycat.kurento.embedded.io.NoFreePortException;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.RtpSession;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.LocalSsrcs;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.RtpNegotiator;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.embedded.sdp.SdpLimits;

/** A transport for plain RTP: a pair of ports and an RTP session per media section. */
final class PlainRtpTransport extends AbstractTransport implements SdpTransport {

    private final LocalSsrcs ssrcs = LocalSsrcs.random();
    private final boolean ipv6;
    private final RtpNegotiator negotiator;
    private final Negotiation negotiation = new Negotiation();
    private final Map<MediaKind, RtpSocketPair> socketPairs = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, RtpSession> sessions = new EnumMap<>(MediaKind.class);
    private volatile Bandwidth bandwidth = Bandwidth.UNLIMITED;

    PlainRtpTransport(MediaEngineContext context, MediaTransportListener listener, boolean ipv6) {
        super(context, listener);
        this.ipv6 = ipv6;
        this.negotiator = new RtpNegotiator(context.nextSessionId(), ssrcs);
    }

    private SdpLimits sdpLimits() {
        return new SdpLimits(bandwidth.maxAudioReceive(), bandwidth.maxVideoReceive());
    }

    @Override
    public String generateOffer(OfferedMedia offered) {
        try {
            negotiation.offer();
            return negotiation.attempt(() -> negotiator.offer(offered, this::open, sdpLimits()));
        } catch (SdpException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public String processOffer(String offer) throws SdpException {
        negotiation.answer();
        return apply(negotiation.attempt(() -> negotiator.answer(offer, this::open, sdpLimits())));
    }

    @Override
    public String processAnswer(String answer) throws SdpException {
        negotiation.accept();
        return apply(negotiation.attempt(() -> negotiator.acceptAnswer(answer, this::open, sdpLimits())));
    }

    /** Opens the ports of a media section, or returns the open ones. */
    private RtpNegotiator.LocalPorts open(MediaKind kind, String remoteAddress) throws SdpException {
        try {
            return loop.call(() -> {
                if (isClosed()) {
                    throw new SdpException("the endpoint is released");
                }
                RtpSocketPair sockets = socketPairs.get(kind);
                if (sockets == null) {
                    InetAddress remote = PeerAddress.parse(remoteAddress);
                    sockets = RtpSocketPair.open(context, remote, ipv6);
                    socketPairs.put(kind, sockets);
                }
                return sockets.localPorts();
            });
        } catch (NoFreePortException e) {
            throw new PortsExhaustedException(e);
        } catch (IOException e) {
            throw new SdpException("cannot open RTP ports: " + e.getMessage());
        } catch (SdpException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String apply(RtpNegotiator.Result result) throws SdpException {
        onLoop(() -> {
            for (NegotiatedMedia media : result.media()) {
                RtpSocketPair sockets = socketPairs.get(media.kind());
                RtpSession session = new RtpSession(
                        sockets,
                        loop::after,
                        List.of(media),
                        ssrcs.cname(),
                        true,
                        context.config().forward(),
                        context.config().profile(),
                        context.packetScratch());
                session.setBandwidth(bandwidth);
                sockets.start(session, media);
                sessions.put(media.kind(), session);
            }
            notify(listener -> listener.connectionStateChanged(true));
            refreshAll();
            return null;
        });
        return result.localDescription();
    }

    @Override
    public void setBandwidth(Bandwidth value) {
        bandwidth = Objects.requireNonNull(value);
        loop.execute(() -> sessions.values().forEach(session -> session.setBandwidth(value)));
    }

    @Override
    InboundMedia producer(MediaKind kind) {
        RtpSession session = sessions.get(kind);
        return session == null ? null : session.inbound(kind);
    }

    @Override
    OutboundMedia outbound(MediaKind kind) {
        RtpSession session = sessions.get(kind);
        return session == null ? null : session.outbound(kind);
    }

    @Override
    void tick(long now) {
        for (RtpSession session : sessions.values()) {
            session.tick(now);
        }
    }

    @Override
    public List<RtpStreamStats> streamStats() {
        return onLoop(() -> {
            List<RtpStreamStats> stats = new ArrayList<>();
            sessions.values().forEach(session -> stats.addAll(session.stats()));
            return stats;
        });
    }

    @Override
    void release() {
        sessions.values().forEach(RtpSession::close);
        socketPairs.values().forEach(RtpSocketPair::close);
    }
}
