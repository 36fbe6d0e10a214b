package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import org.chattycat.kurento.embedded.endpoints.PortsExhaustedException;
import org.chattycat.kurento.embedded.endpoints.SdpTransport;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.sdp.OfferedMedia;
import org.chattycat.kurento.embedded.sdp.SdpException;
import org.chattycat.kurento.embedded.sdp.SdpSyntax;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An endpoint that negotiates once, by SDP. */
abstract class SdpEndpoint extends MediaElement {
    static final RemoteClass<MediaElement> ENDPOINT =
            new RemoteClass<>("Endpoint", MediaElement.CLASS, MediaElement.class);
    private static final RemoteClass<MediaElement> SESSION_ENDPOINT = new RemoteClass<>(
                    "SessionEndpoint", ENDPOINT, MediaElement.class)
            .events("MediaSessionStarted", "MediaSessionTerminated");

    static final RemoteClass<SdpEndpoint> CLASS = new RemoteClass<>("SdpEndpoint", SESSION_ENDPOINT, SdpEndpoint.class)
            .operation("generateOffer", (endpoint, call) -> endpoint.generateOffer(call.params()))
            .operation(
                    "processOffer",
                    (endpoint, call) -> endpoint.processOffer(call.params().string("offer")))
            .operation(
                    "processAnswer",
                    (endpoint, call) -> endpoint.processAnswer(call.params().string("answer")))
            .operation("getStats", (endpoint, call) -> endpoint.stats(call))
            .operation("getLocalSessionDescriptor", (endpoint, call) -> endpoint.localDescription())
            .operation("getRemoteSessionDescriptor", (endpoint, call) -> endpoint.remoteDescription());

    private static final Logger log = LoggerFactory.getLogger(SdpEndpoint.class);

    private String localDescription;
    private String remoteDescription;

    SdpEndpoint(MediaPipeline pipeline, RemoteClass<?> type, Context context) {
        super(pipeline, type, context);
    }

    @Override
    abstract SdpTransport transport();

    private synchronized String generateOffer(Params params) {
        Params options = new Params(params.optionalStruct("options").orElseGet(JsonObject::new));
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        if (options.optionalBool("offerToReceiveAudio").orElse(true)) {
            kinds.add(MediaKind.AUDIO);
        }
        if (options.optionalBool("offerToReceiveVideo").orElse(true)) {
            kinds.add(MediaKind.VIDEO);
        }
        requireFresh();
        try {
            localDescription = transport().generateOffer(offered(kinds));
        } catch (PortsExhaustedException e) {
            throw full(e);
        }
        return withLocalCandidates(localDescription);
    }

    /** The sections of an offer with these kinds of media. */
    OfferedMedia offered(Set<MediaKind> kinds) {
        return new OfferedMedia(kinds, true, true);
    }

    private synchronized String processOffer(String offer) {
        if (offer.isEmpty()) {
            throw new KurentoException(KurentoErrorCode.SDP_PARSE_ERROR, "Empty offer not valid");
        }
        try {
            if (localDescription != null && remoteDescription == null) {
                // Kurento parses before it notices that it has made an offer itself.
                SdpSyntax.check(offer);
            }
            requireFresh();
            localDescription = transport().processOffer(offer);
        } catch (SdpException e) {
            throw invalidSdp(e);
        } catch (PortsExhaustedException e) {
            throw full(e);
        }
        remoteDescription = offer;
        fire("MediaSessionStarted", new JsonObject());
        return withLocalCandidates(localDescription);
    }

    private synchronized String processAnswer(String answer) {
        if (answer.isEmpty()) {
            throw new KurentoException(KurentoErrorCode.SDP_PARSE_ERROR, "Empty answer not valid");
        }
        if (remoteDescription != null) {
            throw new KurentoException(
                    KurentoErrorCode.SDP_END_POINT_ANSWER_ALREADY_PROCCESED, "Sdp Answer already processed");
        }
        if (localDescription == null) {
            throw new KurentoException(
                    KurentoErrorCode.SDP_END_POINT_NOT_OFFER_GENERATED,
                    "Offer not generated. It is not possible to process an answer.");
        }
        try {
            localDescription = transport().processAnswer(answer);
        } catch (SdpException e) {
            throw invalidSdp(e);
        }
        remoteDescription = answer;
        fire("MediaSessionStarted", new JsonObject());
        return localDescription;
    }

    /** As in Kurento, an endpoint whose offer is not answered has no statistics, unless latencies are measured. */
    private synchronized JsonObject stats(Call call) {
        boolean unanswered = localDescription != null && remoteDescription == null;
        return unanswered && !pipeline().latencyStats()
                ? null
                : StatsReport.of(this, call.params().optionalMediaType("mediaType"));
    }

    private void requireFresh() {
        if (localDescription != null) {
            throw new KurentoException(
                    KurentoErrorCode.SDP_END_POINT_ALREADY_NEGOTIATED, "Endpoint already negotiated");
        }
    }

    private KurentoException full(PortsExhaustedException e) {
        log.warn("{}: {}", id(), e.getMessage());
        return new KurentoException(KurentoErrorCode.NOT_ENOUGH_RESOURCES, "Too many ports in use");
    }

    private KurentoException invalidSdp(SdpException e) {
        log.warn("{}: {}", id(), Log.quoted(String.valueOf(e.getMessage())));
        return new KurentoException(KurentoErrorCode.SDP_PARSE_ERROR, "Invalid SDP");
    }

    private synchronized String localDescription() {
        if (localDescription == null) {
            throw new KurentoException(KurentoErrorCode.SDP_END_POINT_NO_LOCAL_SDP_ERROR, "No local SDP");
        }
        return withLocalCandidates(localDescription);
    }

    private synchronized String remoteDescription() {
        if (remoteDescription == null) {
            throw new KurentoException(KurentoErrorCode.SDP_END_POINT_NO_REMOTE_SDP_ERROR, "No remote SDP");
        }
        return withRemoteCandidates(remoteDescription);
    }

    /** Adds the candidates if they have been gathered, as the interface description of {@code gatherCandidates} says. */
    String withLocalCandidates(String description) {
        return description;
    }

    String withRemoteCandidates(String description) {
        return description;
    }
}
