package org.chattycat.kurento.embedded.endpoints;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chattycat.kurento.embedded.io.NoFreePortException;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.LocalIce;
import org.chattycat.kurento.embedded.sdp.LocalSsrcs;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.NegotiatedMedia;
import org.chattycat.kurento.embedded.sdp.NegotiatedTransport;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.embedded.sdp.SdpLimits;
import org.chattycat.kurento.embedded.sdp.WebRtcNegotiator;
import org.chattycat.kurento.peer.dtls.SrtpKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport to a WebRTC peer. It has a {@link DtlsSrtpStream} for each bundle of sections, and one for each section that is not
 * bundled: at most one for audio and one for video.
 */
final class DtlsSrtpTransport extends AbstractTransport implements WebRtcTransport {
    private static final Logger log = LoggerFactory.getLogger(DtlsSrtpTransport.class);

    private final LocalSsrcs ssrcs = LocalSsrcs.random();
    private final WebRtcNegotiator negotiator;
    private final Negotiation negotiation = new Negotiation();
    private volatile Bandwidth bandwidth = Bandwidth.UNLIMITED;
    private volatile Object participant = this;
    /** Those of the offer or answer of this side. */
    private final List<DtlsSrtpStream> streams = new ArrayList<>();

    private boolean connected;
    private boolean mediaConnected;

    DtlsSrtpTransport(MediaEngineContext context, MediaTransportListener listener) {
        super(context, listener);
        this.negotiator = new WebRtcNegotiator(
                context.nextSessionId(),
                context.dtls().fingerprint().toString(),
                ssrcs,
                context.config().profile().rtx());
    }

    private SdpLimits sdpLimits() {
        return new SdpLimits(bandwidth.maxAudioReceive(), bandwidth.maxVideoReceive());
    }

    @Override
    public String generateOffer(OfferedMedia offered) {
        try {
            negotiation.offer();
            return attempt(() -> negotiator.offer(offered, sdpLimits(), this::openForOffer));
        } catch (SdpException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public String processOffer(String offer) throws SdpException {
        negotiation.answer();
        return apply(attempt(() -> negotiator.answer(offer, sdpLimits(), this::open)));
    }

    @Override
    public String processAnswer(String answer) throws SdpException {
        negotiation.accept();
        return apply(negotiation.attempt(() -> negotiator.acceptAnswer(answer, sdpLimits(), this::offered)));
    }

    /** Runs a step that opens streams, and closes them if it fails. */
    private <T> T attempt(Negotiation.Step<T> step) throws SdpException {
        try {
            return negotiation.attempt(step);
        } catch (SdpException | RuntimeException e) {
            loop.run(this::closeStreams);
            throw e;
        }
    }

    private Optional<LocalIce> open(List<NegotiatedMedia> media, boolean controlling) throws SdpException {
        return open(media, controlling, false);
    }

    /**
     * The sections of an offered bundle have the same credentials, as in Kurento: GStreamer refuses others, although RFC 9143
     * section 10 asks for them. Their ports differ.
     */
    private Optional<LocalIce> openForOffer(List<NegotiatedMedia> media, boolean controlling) throws SdpException {
        return open(media, controlling, true);
    }

    private Optional<LocalIce> open(List<NegotiatedMedia> media, boolean controlling, boolean sameCredentials)
            throws SdpException {
        try {
            return loop.call(() -> {
                if (isClosed()) {
                    throw new SdpException("the endpoint is released");
                }
                DtlsSrtpStream sibling = sameCredentials && !streams.isEmpty() ? streams.get(0) : null;
                DtlsSrtpStream stream =
                        new DtlsSrtpStream(this, context, streams.size() + 1, media, controlling, sibling);
                streams.add(stream);
                return Optional.of(stream.localIce());
            });
        } catch (IOException e) {
            log.warn("A section is refused: {}", e.getMessage());
            return Optional.empty();
        } catch (SdpException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stream that the offer has for a section. RTP and RTCP share its component: the offer has no other one. */
    private Optional<LocalIce> offered(List<NegotiatedMedia> media, boolean controlling) throws SdpException {
        Optional<LocalIce> local = onLoop(() -> streams.stream()
                .filter(stream -> stream.section() == media.get(0).index())
                .map(DtlsSrtpStream::localIce)
                .findFirst());
        if (local.isEmpty()) {
            throw new SdpException("the answer has a section that was not offered");
        }
        return local;
    }

    private String apply(WebRtcNegotiator.Result result) {
        loop.run(() -> {
            for (DtlsSrtpStream stream : List.copyOf(streams)) {
                Optional<NegotiatedTransport> negotiated = result.transports().stream()
                        .filter(transport -> transport.section() == stream.section())
                        .findFirst();
                if (negotiated.isPresent()) {
                    stream.start(negotiated.get(), ssrcs.cname(), bandwidth, participant);
                } else {
                    stream.close();
                    streams.remove(stream);
                    stream.notify(MediaTransportListener::iceStreamClosed);
                }
            }
            refreshAll();
        });
        return result.localDescription();
    }

    private void closeStreams() {
        streams.forEach(DtlsSrtpStream::close);
        streams.clear();
    }

    private void takePorts() {
        try {
            loop.call(() -> {
                for (DtlsSrtpStream stream : streams) {
                    stream.takePorts();
                }
                return null;
            });
        } catch (NoFreePortException e) {
            throw new PortsExhaustedException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void setParticipant(String value) {
        participant = Objects.requireNonNull(value);
    }

    @Override
    public void setBandwidth(Bandwidth value) {
        bandwidth = Objects.requireNonNull(value);
        loop.execute(() -> streams.forEach(stream -> stream.setBandwidth(value)));
    }

    @Override
    public void gatherCandidates() {
        if (context.config().profile().ownPorts()) {
            takePorts();
        }
        loop.run(() -> {
            streams.forEach(stream -> stream.gathering(true));
            candidates().forEach(found -> notify(listener -> listener.iceCandidateFound(found)));
            notify(MediaTransportListener::iceGatheringDone);
            streams.forEach(stream -> stream.gathering(false));
        });
    }

    @Override
    public List<IceCandidate> candidates() {
        return onLoop(() ->
                streams.stream().flatMap(stream -> stream.candidates().stream()).toList());
    }

    @Override
    public void addIceCandidate(IceCandidate candidate) {
        loop.execute(() -> streamOf(candidate).ifPresent(stream -> stream.addRemoteCandidate(candidate.attribute())));
    }

    /** The stream of the candidate's section: that with its identification or, if there is none, with its index. */
    private Optional<DtlsSrtpStream> streamOf(IceCandidate candidate) {
        return streams.stream()
                .filter(stream -> !candidate.sdpMid().isEmpty() && stream.hasSection(candidate.sdpMid()))
                .findFirst()
                .or(() -> streams.stream()
                        .filter(stream -> stream.hasSection(candidate.sdpMLineIndex()))
                        .findFirst());
    }

    /** Reports whether all streams are connected, and can send media. */
    void streamChanged() {
        boolean allConnected = !streams.isEmpty() && streams.stream().allMatch(DtlsSrtpStream::isConnected);
        boolean allReady = !streams.isEmpty() && streams.stream().allMatch(DtlsSrtpStream::isReady);
        if (!allReady) {
            mediaConnected(false);
        }
        if (connected != allConnected) {
            connected = allConnected;
            notify(listener -> listener.connectionStateChanged(allConnected));
        }
        if (allReady) {
            mediaConnected(true);
        }
    }

    private void mediaConnected(boolean now) {
        if (mediaConnected != now) {
            mediaConnected = now;
            notify(listener -> listener.mediaStateChanged(now));
        }
    }

    /** Sets the keys of all streams without a handshake. */
    void inject(SrtpKeys keys) {
        loop.run(() -> streams.forEach(stream -> stream.inject(keys)));
    }

    @Override
    InboundMedia producer(MediaKind kind) {
        for (DtlsSrtpStream stream : streams) {
            InboundMedia inbound = stream.inbound(kind);
            if (inbound != null) {
                return inbound;
            }
        }
        return null;
    }

    @Override
    OutboundMedia outbound(MediaKind kind) {
        for (DtlsSrtpStream stream : streams) {
            OutboundMedia outbound = stream.outbound(kind);
            if (outbound != null) {
                return outbound;
            }
        }
        return null;
    }

    @Override
    void tick(long now) {
        for (DtlsSrtpStream stream : streams) {
            stream.tick(now);
        }
    }

    @Override
    public List<RtpStreamStats> streamStats() {
        return onLoop(() ->
                streams.stream().flatMap(stream -> stream.stats().stream()).toList());
    }

    @Override
    void release() {
        closeStreams();
    }
}
