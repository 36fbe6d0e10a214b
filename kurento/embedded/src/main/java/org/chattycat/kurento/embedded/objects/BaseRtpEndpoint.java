package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.embedded.router.Bandwidth;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/** An endpoint that sends and receives RTP: bandwidth limits, and whether its connection and its media are up. */
abstract class BaseRtpEndpoint extends SdpEndpoint {
    private static final String MAX_VIDEO_RECEIVE = "maxVideoRecvBandwidth";
    private static final String MIN_VIDEO_RECEIVE = "minVideoRecvBandwidth";
    private static final String MAX_VIDEO_SEND = "maxVideoSendBandwidth";
    private static final String MIN_VIDEO_SEND = "minVideoSendBandwidth";
    private static final String MAX_AUDIO_RECEIVE = "maxAudioRecvBandwidth";

    /**
     * The values that Kurento returns for limits that were not set, in kbit/s. The media engine's profile decides
     * whether they apply.
     */
    private static final Map<String, Integer> DEFAULT_LIMITS = Map.of(
            MAX_VIDEO_RECEIVE,
            0,
            MIN_VIDEO_RECEIVE,
            100,
            MAX_VIDEO_SEND,
            500,
            MIN_VIDEO_SEND,
            100,
            MAX_AUDIO_RECEIVE,
            0);

    private static final int DEFAULT_MTU = 1200;

    static final RemoteClass<BaseRtpEndpoint> CLASS = new RemoteClass<>(
                    "BaseRtpEndpoint", SdpEndpoint.CLASS, BaseRtpEndpoint.class)
            .readOnly("connectionState", endpoint -> state(endpoint.connected))
            .readOnly("mediaState", endpoint -> state(endpoint.mediaConnected))
            .readOnly("rembParams", endpoint -> endpoint.rembParams)
            .action("setRembParams", BaseRtpEndpoint::setRembParams)
            .intProperty("mtu", endpoint -> endpoint.mtu, (endpoint, mtu) -> endpoint.mtu = mtu)
            .intProperty(
                    MAX_VIDEO_RECEIVE, e -> e.limit(MAX_VIDEO_RECEIVE), (e, kbps) -> e.limit(MAX_VIDEO_RECEIVE, kbps))
            .intProperty(
                    MIN_VIDEO_RECEIVE, e -> e.limit(MIN_VIDEO_RECEIVE), (e, kbps) -> e.limit(MIN_VIDEO_RECEIVE, kbps))
            .intProperty(MAX_VIDEO_SEND, e -> e.limit(MAX_VIDEO_SEND), (e, kbps) -> e.limit(MAX_VIDEO_SEND, kbps))
            .intProperty(MIN_VIDEO_SEND, e -> e.limit(MIN_VIDEO_SEND), (e, kbps) -> e.limit(MIN_VIDEO_SEND, kbps))
            .intProperty(
                    MAX_AUDIO_RECEIVE, e -> e.limit(MAX_AUDIO_RECEIVE), (e, kbps) -> e.limit(MAX_AUDIO_RECEIVE, kbps))
            .action("requestKeyframe", (endpoint, call) -> endpoint.requestKeyframe())
            .events("ConnectionStateChanged", "MediaStateChanged");

    private final Map<String, Integer> limits = new ConcurrentHashMap<>();
    private volatile JsonObject rembParams = Json.struct("RembParams");
    private volatile int mtu = DEFAULT_MTU;
    private volatile boolean connected;
    private volatile boolean mediaConnected;

    BaseRtpEndpoint(MediaPipeline pipeline, RemoteClass<?> type, Context context) {
        super(pipeline, type, context);
    }

    private int limit(String property) {
        return limits.getOrDefault(property, DEFAULT_LIMITS.get(property));
    }

    private synchronized void limit(String property, int kbps) {
        limits.put(property, kbps);
        transport()
                .setBandwidth(new Bandwidth(
                        set(MAX_VIDEO_RECEIVE),
                        set(MIN_VIDEO_RECEIVE),
                        set(MAX_VIDEO_SEND),
                        set(MIN_VIDEO_SEND),
                        set(MAX_AUDIO_RECEIVE)));
    }

    /** Kurento accepts negative limits; they mean that there is no limit. */
    private int set(String property) {
        return Math.max(0, limits.getOrDefault(property, 0));
    }

    /** Keeps the values that are not given. */
    private synchronized void setRembParams(Call call) {
        JsonObject changed = rembParams.deepCopy();
        call.params().struct("rembParams").entrySet().forEach(entry -> changed.add(entry.getKey(), entry.getValue()));
        rembParams = changed;
    }

    private void requestKeyframe() {
        if (source(MediaKind.VIDEO).isEmpty()) {
            throw new KurentoException(
                    KurentoErrorCode.MEDIA_OBJECT_OPERATION_NOT_SUPPORTED,
                    "Keyframe request failed (must be requested from a subscriber element)");
        }
        transport().requestKeyframe();
    }

    @Override
    public void connectionStateChanged(boolean nowConnected) {
        if (connected != nowConnected) {
            connected = nowConnected;
            fireState("ConnectionStateChanged", nowConnected);
        }
    }

    @Override
    public void mediaStateChanged(boolean nowConnected) {
        if (mediaConnected != nowConnected) {
            mediaConnected = nowConnected;
            fireState("MediaStateChanged", nowConnected);
        }
    }

    private void fireState(String event, boolean now) {
        JsonObject data = new JsonObject();
        data.addProperty("oldState", state(!now));
        data.addProperty("newState", state(now));
        fire(event, data);
    }

    private static String state(boolean connected) {
        return connected ? "CONNECTED" : "DISCONNECTED";
    }
}
