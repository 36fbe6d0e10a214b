package org.chattycat.kurento.embedded.testing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.chattycat.kurento.embedded.endpoints.MediaTransport;
import org.chattycat.kurento.embedded.endpoints.MediaTransportListener;
import org.chattycat.kurento.embedded.endpoints.Recorder;
import org.chattycat.kurento.embedded.endpoints.UriState;
import org.chattycat.kurento.embedded.endpoints.WebRtcTransport;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** A transport that the test controls. It accepts any SDP that starts with {@code v=}. */
public final class FakeTransport implements WebRtcTransport, Recorder {
    public static final String ANSWER = "v=0\r\ns=answer\r\n";
    public static final String OFFER = "v=0\r\ns=offer\r\n";

    /** The source of a sink. */
    public record Feed(MediaTransport sink, MediaKind kind) {}

    public final MediaTransportListener listener;
    public final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
    public final List<IceCandidate> remoteCandidates = new CopyOnWriteArrayList<>();
    public final AtomicInteger keyframeRequests = new AtomicInteger();
    public final Set<MediaKind> flowingIn = ConcurrentHashMap.newKeySet();
    public final Set<MediaKind> flowingOut = ConcurrentHashMap.newKeySet();
    public volatile Bandwidth bandwidth;
    public volatile OfferedMedia offered;
    public volatile List<RtpStreamStats> stats = List.of();
    private final FakeMediaEngine engine;
    private boolean plainRtp;

    FakeTransport(MediaTransportListener listener, FakeMediaEngine engine) {
        this.listener = listener;
        this.engine = engine;
    }

    /** Plain RTP is connected as soon as the other side's address is known. */
    FakeTransport connectedOnceNegotiated() {
        plainRtp = true;
        return this;
    }

    @Override
    public void setParticipant(String participant) {}

    @Override
    public void connect(MediaTransport sink, MediaKind kind) {
        feeds.add(new Feed(sink, kind));
    }

    @Override
    public void disconnect(MediaTransport sink, MediaKind kind) {
        feeds.remove(new Feed(sink, kind));
    }

    @Override
    public boolean isFlowingIn(MediaKind kind) {
        return flowingIn.contains(kind);
    }

    @Override
    public boolean isFlowingOut(MediaKind kind) {
        return flowingOut.contains(kind);
    }

    @Override
    public void requestKeyframe() {
        keyframeRequests.incrementAndGet();
    }

    @Override
    public List<RtpStreamStats> streamStats() {
        return stats;
    }

    @Override
    public String generateOffer(OfferedMedia what) {
        offered = what;
        return OFFER;
    }

    @Override
    public String processOffer(String offer) throws SdpException {
        requireSdp(offer);
        if (plainRtp) {
            listener.connectionStateChanged(true);
        }
        return ANSWER;
    }

    @Override
    public String processAnswer(String answer) throws SdpException {
        requireSdp(answer);
        return OFFER;
    }

    @Override
    public void setBandwidth(Bandwidth newBandwidth) {
        bandwidth = newBandwidth;
    }

    @Override
    public void gatherCandidates() {
        if (engine.isSilent()) {
            return;
        }
        listener.iceComponentStateChanged(1, 1, "GATHERING");
        candidates().forEach(listener::iceCandidateFound);
        listener.iceGatheringDone();
    }

    @Override
    public List<IceCandidate> candidates() {
        return List.of(IceCandidate.parse("candidate:1 1 UDP 2015364095 127.0.0.1 5000 typ host", "0", 0));
    }

    @Override
    public void addIceCandidate(IceCandidate candidate) {
        remoteCandidates.add(candidate);
    }

    @Override
    public void record() {
        listener.uriStateChanged(UriState.START);
    }

    @Override
    public void pause() {
        listener.uriStateChanged(UriState.PAUSE);
    }

    @Override
    public CompletionStage<Void> stop() {
        listener.uriStateChanged(UriState.STOP);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        engine.remove(this);
    }

    private static void requireSdp(String sdp) throws SdpException {
        if (!sdp.startsWith("v=")) {
            throw new SdpException("not SDP");
        }
    }
}
