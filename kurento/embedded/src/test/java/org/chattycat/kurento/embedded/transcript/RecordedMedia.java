package org.chattycat.kurento.embedded.transcript;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.chattycat.kurento.embedded.endpoints.IceCandidate;
import org.chattycat.kurento.embedded.endpoints.MediaTransportListener;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.FakeTransport;

/** Reports recorded events of browsers and packets to the object model, as the media engine would. */
final class RecordedMedia {
    private final FakeMediaEngine engine;
    private final Map<String, FakeTransport> transports = new HashMap<>();

    RecordedMedia(FakeMediaEngine engine) {
        this.engine = engine;
    }

    /** Maps the recorded id of an endpoint to its current transport. */
    void answered(JsonObject recorded) {
        if (recorded.get("result") instanceof JsonObject result
                && result.has("value")
                && result.get("value").isJsonPrimitive()
                && result.get("value").getAsString().matches(".*/[^/]*(WebRtc|Rtp)Endpoint")) {
            transports.computeIfAbsent(result.get("value").getAsString(), id -> engine.last());
        }
    }

    /** Plays a recorded event of the media. The object model fires its own events itself. */
    void play(JsonObject event) {
        FakeTransport transport =
                transports.get(Replay.value(event).get("object").getAsString());
        JsonObject data = Replay.data(event);
        MediaTransportListener listener = transport.listener;
        switch (Replay.value(event).get("type").getAsString()) {
            case "IceComponentStateChanged" ->
                listener.iceComponentStateChanged(
                        data.get("streamId").getAsInt(),
                        data.get("componentId").getAsInt(),
                        data.get("state").getAsString());
            case "IceCandidateFound" -> listener.iceCandidateFound(candidate(data.getAsJsonObject("candidate")));
            case "IceGatheringDone" -> listener.iceGatheringDone();
            case "NewCandidatePairSelected" -> {
                JsonObject pair = data.getAsJsonObject("candidatePair");
                listener.candidatePairSelected(
                        pair.get("streamId").getAsInt(),
                        pair.get("componentId").getAsInt(),
                        pair.get("localCandidate").getAsString(),
                        pair.get("remoteCandidate").getAsString());
            }
            case "ConnectionStateChanged" -> listener.connectionStateChanged(isConnected(data));
            case "MediaStateChanged" -> listener.mediaStateChanged(isConnected(data));
            case "MediaFlowOutStateChanged" -> {
                flow(transport, data, false);
                listener.flowOutChanged(kind(data), isFlowing(data));
            }
            case "MediaFlowInStateChanged" -> {
                flow(transport, data, true);
                listener.flowInChanged(kind(data), isFlowing(data));
            }
            default -> {
                // Not an event of the media.
            }
        }
    }

    private static void flow(FakeTransport transport, JsonObject data, boolean in) {
        var flowing = in ? transport.flowingIn : transport.flowingOut;
        if (isFlowing(data)) {
            flowing.add(kind(data));
        } else {
            flowing.remove(kind(data));
        }
        // Media flows out of an endpoint that receives it from a peer.
        transport.stats = flowing.stream().map(kind -> stream(kind, !in)).toList();
    }

    private static RtpStreamStats stream(MediaKind kind, boolean inbound) {
        return new RtpStreamStats(
                kind, inbound, 4_000_000_000L + kind.ordinal(), 1, 2, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0.5, 1.5);
    }

    private static IceCandidate candidate(JsonObject json) {
        return IceCandidate.parse(
                json.get("candidate").getAsString(),
                json.get("sdpMid").getAsString(),
                json.get("sdpMLineIndex").getAsInt());
    }

    private static MediaKind kind(JsonObject data) {
        return MediaKind.valueOf(data.get("mediaType").getAsString());
    }

    private static boolean isFlowing(JsonObject data) {
        return data.get("state").getAsString().equals("FLOWING");
    }

    private static boolean isConnected(JsonObject data) {
        return data.get("newState").getAsString().equals("CONNECTED");
    }
}
