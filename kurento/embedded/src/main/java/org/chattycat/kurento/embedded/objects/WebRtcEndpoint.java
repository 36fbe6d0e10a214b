package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.kurento.embedded.endpoints.DtlsState;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.chattycat.kurento.embedded.endpoints.PortsExhaustedException;
import org.chattycat.kurento.embedded.endpoints.WebRtcTransport;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebRTC peer. */
final class WebRtcEndpoint extends BaseRtpEndpoint {
    static final RemoteClass<WebRtcEndpoint> CLASS = new RemoteClass<>(
                    "WebRtcEndpoint", BaseRtpEndpoint.CLASS, WebRtcEndpoint.class)
            .action("gatherCandidates", (endpoint, call) -> endpoint.gatherCandidates())
            .action("addIceCandidate", (endpoint, call) -> endpoint.addIceCandidate(call))
            .readOnly("ICECandidatePairs", endpoint -> Json.array(endpoint.candidatePairs.values(), pair -> pair))
            .readOnly("IceConnectionState", endpoint -> Json.array(endpoint.iceStates.values(), state -> state))
            .readOnly("DtlsConnectionState", endpoint -> Json.array(endpoint.dtlsStates.values(), state -> state))
            .action("createDataChannel", (endpoint, call) -> createDataChannel(call.params()))
            .action("closeDataChannel", (endpoint, call) -> {
                call.params().integer("channelId");
                throw noDataChannels();
            })
            .stringProperty("stunServerAddress", e -> e.stunServerAddress, (e, value) -> e.stunServerAddress = value)
            .intProperty("stunServerPort", e -> e.stunServerPort, (e, value) -> e.stunServerPort = value)
            .stringProperty("turnUrl", e -> e.turnUrl, (e, value) -> e.turnUrl = value)
            .stringProperty("externalIPv4", e -> e.externalIPv4, (e, value) -> e.externalIPv4 = value)
            .stringProperty("externalIPv6", e -> e.externalIPv6, (e, value) -> e.externalIPv6 = value)
            .stringProperty("networkInterfaces", e -> e.networkInterfaces, (e, value) -> e.networkInterfaces = value)
            .boolProperty("iceTcp", e -> e.iceTcp, (e, value) -> e.iceTcp = value)
            .events(
                    "IceCandidateFound",
                    "IceGatheringDone",
                    "IceComponentStateChanged",
                    "NewCandidatePairSelected",
                    "DtlsConnectionStateChange",
                    "DataChannelOpened",
                    "DataChannelClosed");

    /** The tag with which a client names the participant that an endpoint belongs to. */
    private static final String PARTICIPANT_TAG = "chattycat.participant";

    private static final Logger log = LoggerFactory.getLogger(WebRtcEndpoint.class);
    /** Kept for the remote description; a browser with many interfaces has some tens. */
    private static final int MOST_CANDIDATES = 200;

    private final WebRtcTransport transport;
    private final boolean offersToSend;
    private final boolean offersToReceive;
    private final Map<String, JsonElement> iceStates = new ConcurrentSkipListMap<>();
    private final Map<String, JsonElement> dtlsStates = new ConcurrentSkipListMap<>();
    private final Map<String, JsonElement> candidatePairs = new ConcurrentSkipListMap<>();
    private final List<IceCandidate> remoteCandidates = new CopyOnWriteArrayList<>();
    private boolean gathered;
    private volatile String stunServerAddress = "";
    private volatile int stunServerPort = 3478;
    private volatile String turnUrl = "";
    private volatile String externalIPv4 = "";
    private volatile String externalIPv6 = "";
    private volatile String networkInterfaces = "";
    private volatile boolean iceTcp = true;

    private synchronized void gatherCandidates() {
        try {
            transport.gatherCandidates();
        } catch (PortsExhaustedException e) {
            log.warn("{}: {}", id(), e.getMessage());
            throw new KurentoException(KurentoErrorCode.ICE_GATHER_CANDIDATES_ERROR, "Error gathering candidates");
        }
        gathered = true;
    }

    @Override
    synchronized String withLocalCandidates(String description) {
        List<IceCandidate> candidates = gathered ? transport.candidates() : List.of();
        return CandidateView.inserted(
                description,
                candidates.stream().flatMap(found -> shown(found).stream()).toList());
    }

    @Override
    String withRemoteCandidates(String description) {
        return CandidateView.inserted(description, remoteCandidates);
    }

    private WebRtcEndpoint(MediaPipeline pipeline, Context context, boolean offersToSend, boolean offersToReceive) {
        super(pipeline, CLASS, context);
        this.offersToSend = offersToSend;
        this.offersToReceive = offersToReceive;
        transport = context.media().createWebRtc(this);
    }

    /** As in Kurento, recvonly and sendonly shape the endpoint's offers. An answer follows its offer. */
    static WebRtcEndpoint create(Call call, Context context) {
        MediaPipeline pipeline = pipelineOf(call);
        Params params = call.params();
        if (!params.optionalEnum("certificateKeyType", "CertificateKeyType")
                .orElse("ECDSA")
                .equals("ECDSA")) {
            throw new KurentoException(
                    KurentoErrorCode.NOT_IMPLEMENTED, "Only ECDSA certificates are supported: omit certificateKeyType");
        }
        boolean sendonly = params.optionalBool("sendonly").orElse(false);
        boolean recvonly = params.optionalBool("recvonly").orElse(false) && !sendonly;
        WebRtcEndpoint endpoint = new WebRtcEndpoint(pipeline, context, !recvonly, !sendonly);
        if (params.optionalBool("useDataChannels").orElse(false)) {
            log.warn("{}: data channels are not supported", endpoint.id());
        }
        params.optionalEnum("qosDscp", "DSCPValue")
                .filter(value -> !value.equals("NO_VALUE"))
                .ifPresent(value -> log.warn("{}: packets are not marked with a DSCP", endpoint.id()));
        return endpoint;
    }

    @Override
    void tagAdded(String key, String value) {
        if (key.equals(PARTICIPANT_TAG)) {
            transport.setParticipant(value);
        }
    }

    @Override
    OfferedMedia offered(Set<MediaKind> kinds) {
        return new OfferedMedia(kinds, offersToSend, offersToReceive);
    }

    private static void createDataChannel(Params params) {
        params.optionalString("label");
        params.optionalBool("ordered");
        params.optionalInteger("maxPacketLifeTime");
        params.optionalInteger("maxRetransmits");
        params.optionalString("protocol");
        throw noDataChannels();
    }

    /** Kurento's answer when no data channel was negotiated, which is always so here. */
    private static KurentoException noDataChannels() {
        return new KurentoException(
                KurentoErrorCode.MEDIA_OBJECT_OPERATION_NOT_SUPPORTED, "Data channels are not supported");
    }

    @Override
    public void dtlsStateChanged(int streamId, int componentId, DtlsState state) {
        String component = streamId + "/" + componentId;
        JsonObject data = new JsonObject();
        data.addProperty("streamId", Integer.toString(streamId));
        data.addProperty("componentId", Integer.toString(componentId));
        data.addProperty("connectionId", id() + "/" + component);
        data.addProperty("state", state.name());
        JsonObject connection = Json.struct("DtlsConnection");
        data.entrySet().forEach(entry -> connection.add(entry.getKey(), entry.getValue()));
        dtlsStates.put(component, connection);
        fire("DtlsConnectionStateChange", data);
    }

    @Override
    RemoteClass<WebRtcEndpoint> remoteClass() {
        return CLASS;
    }

    @Override
    WebRtcTransport transport() {
        return transport;
    }

    private void addIceCandidate(Call call) {
        Params params = new Params(call.params().struct("candidate"));
        String text = params.string("candidate");
        String mid = params.string("sdpMid");
        int index = params.integer("sdpMLineIndex");
        IceCandidate candidate;
        try {
            candidate = IceCandidate.parse(text, mid, index);
        } catch (IllegalArgumentException e) {
            // Kurento accepts any text, and an empty one ends the candidates; the peer's other candidates may work.
            log.debug("{}: candidate ignored: {}", id(), e.getMessage());
            return;
        }
        transport.addIceCandidate(candidate);
        if (remoteCandidates.size() < MOST_CANDIDATES) {
            remoteCandidates.add(candidate);
        }
    }

    @Override
    public void iceCandidateFound(IceCandidate local) {
        shown(local).ifPresent(this::announce);
    }

    private Optional<IceCandidate> shown(IceCandidate candidate) {
        return new CandidateView(externalIPv4, externalIPv6, networkInterfaces).of(candidate);
    }

    private void announce(IceCandidate found) {
        JsonObject candidate = Json.struct("IceCandidate");
        candidate.addProperty("candidate", found.candidate());
        candidate.addProperty("sdpMid", found.sdpMid());
        candidate.addProperty("sdpMLineIndex", found.sdpMLineIndex());
        JsonObject data = new JsonObject();
        data.add("candidate", candidate);
        fire("IceCandidateFound", data);
    }

    @Override
    public void iceGatheringDone() {
        fire("IceGatheringDone", new JsonObject());
    }

    @Override
    public void iceComponentStateChanged(int streamId, int componentId, String state) {
        JsonObject connection = Json.struct("IceConnection");
        connection.addProperty("streamId", Integer.toString(streamId));
        connection.addProperty("componentId", componentId);
        connection.addProperty("state", state);
        iceStates.put(streamId + "/" + componentId, connection);

        JsonObject data = new JsonObject();
        data.addProperty("streamId", streamId);
        data.addProperty("componentId", componentId);
        data.addProperty("state", state);
        fire("IceComponentStateChanged", data);
    }

    /** The peer has bundled the stream's sections with those of another stream. */
    @Override
    public void iceStreamClosed(int streamId) {
        List.of(iceStates, candidatePairs, dtlsStates)
                .forEach(components -> components.keySet().removeIf(key -> key.startsWith(streamId + "/")));
    }

    @Override
    public void candidatePairSelected(int streamId, int componentId, String local, String remote) {
        JsonObject pair = Json.struct("IceCandidatePair");
        pair.addProperty("streamId", Integer.toString(streamId));
        pair.addProperty("componentId", componentId);
        pair.addProperty("localCandidate", local);
        pair.addProperty("remoteCandidate", remote);
        candidatePairs.put(streamId + "/" + componentId, pair);

        JsonObject data = new JsonObject();
        data.add("candidatePair", pair);
        fire("NewCandidatePairSelected", data);
    }
}
