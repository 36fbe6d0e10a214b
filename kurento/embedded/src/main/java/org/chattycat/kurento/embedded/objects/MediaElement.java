package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chattycat.kurento.embedded.endpoints.MediaTransport;
import org.chattycat.kurento.embedded.endpoints.MediaTransportListener;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An element of a pipeline through which media flows. Connections change under the lock of the pipeline. The media
 * engine reports on its own thread, without a lock.
 */
abstract class MediaElement extends MediaObject implements MediaTransportListener {
    static final RemoteClass<MediaElement> CLASS = new RemoteClass<>(
                    "MediaElement", MediaObject.CLASS, MediaElement.class)
            .action("connect", MediaElement::connect)
            .action("disconnect", MediaElement::disconnect)
            .operation("getSourceConnections", (element, call) -> listed(element.sourceConnections(), call))
            .operation("getSinkConnections", (element, call) -> listed(element.sinkConnections(), call))
            .operation("isMediaFlowingIn", (element, call) -> element.transport()
                    .isFlowingIn(call.params().mediaType("mediaType")))
            .operation("isMediaFlowingOut", (element, call) -> element.transport()
                    .isFlowingOut(call.params().mediaType("mediaType")))
            .operation("isMediaTranscoding", (element, call) -> {
                call.params().mediaType("mediaType");
                return false;
            })
            .operation(
                    "getStats",
                    (element, call) -> StatsReport.of(element, call.params().optionalMediaType("mediaType")))
            .intProperty(
                    "encoderBitrate", element -> element.encoderBitrate, (element, bps) -> element.encoderBitrate = bps)
            .intProperty(
                    "minEncoderBitrate",
                    element -> element.minEncoderBitrate,
                    (element, bps) -> element.minEncoderBitrate = bps)
            .intProperty(
                    "maxEncoderBitrate",
                    element -> element.maxEncoderBitrate,
                    (element, bps) -> element.maxEncoderBitrate = bps)
            .action("setAudioFormat", (element, call) -> requireAudioCaps(call))
            .action("setVideoFormat", (element, call) -> requireVideoCaps(call))
            .operation("getGstreamerDot", (element, call) -> {
                DotGraph.requireDetails(call.params());
                return DotGraph.of(element);
            })
            // A Kurento without GST_DEBUG_DUMP_DOT_DIR in its environment writes no file either.
            .action("dumpGstreamerDot", (element, call) -> DotGraph.requireDetails(call.params()))
            .events(
                    "ElementConnected",
                    "ElementDisconnected",
                    "MediaFlowInStateChanged",
                    "MediaFlowOutStateChanged",
                    "MediaTranscodingStateChanged");

    private static final Logger log = LoggerFactory.getLogger(MediaElement.class);
    private static final String DEFAULT = "default";

    private final MediaPipeline pipeline;
    private final Map<MediaKind, MediaElement> sources = new ConcurrentHashMap<>();
    private final Set<Connection> sinks = ConcurrentHashMap.newKeySet();
    private final Set<MediaKind> transcodingReported = ConcurrentHashMap.newKeySet();
    private volatile int encoderBitrate;
    private volatile int minEncoderBitrate;
    private volatile int maxEncoderBitrate;

    record Connection(MediaElement source, MediaElement sink, MediaKind kind) {
        JsonObject toJson() {
            JsonObject json = Json.struct("ElementConnectionData");
            json.addProperty("source", source.id());
            json.addProperty("sink", sink.id());
            json.addProperty("type", kind.name());
            json.addProperty("sourceDescription", DEFAULT);
            json.addProperty("sinkDescription", DEFAULT);
            return json;
        }

        JsonObject eventData() {
            JsonObject data = new JsonObject();
            data.addProperty("sink", sink.id());
            data.addProperty("mediaType", kind.name());
            data.addProperty("sourceMediaDescription", DEFAULT);
            data.addProperty("sinkMediaDescription", DEFAULT);
            return data;
        }
    }

    MediaElement(MediaPipeline pipeline, RemoteClass<?> type, Context context) {
        super(Ids.element(pipeline, type), pipeline, context);
        this.pipeline = pipeline;
    }

    abstract MediaTransport transport();

    /** The pipeline that the constructor parameters name. */
    static MediaPipeline pipelineOf(Call call) {
        if (call.object("mediaPipeline") instanceof MediaPipeline pipeline) {
            return pipeline;
        }
        throw KurentoException.internal("bad_weak_ptr");
    }

    final Optional<MediaElement> source(MediaKind kind) {
        return Optional.ofNullable(sources.get(kind));
    }

    private static void requireAudioCaps(Call call) {
        Params caps = new Params(call.params().struct("caps"));
        caps.enumValue("codec", "AudioCodec");
        caps.integer("bitrate");
    }

    private static void requireVideoCaps(Call call) {
        Params caps = new Params(call.params().struct("caps"));
        caps.enumValue("codec", "VideoCodec");
        Params framerate = new Params(caps.struct("framerate"));
        framerate.integer("numerator");
        framerate.integer("denominator");
    }

    private void connect(Call call) {
        MediaElement sink = sink(call);
        if (!isDefault(call)) {
            // The real server accepts any description and waits for media of that description.
            log.warn("{}: only the default media descriptions can be connected", id());
            return;
        }
        if (sink.pipeline != pipeline) {
            throw new KurentoException(KurentoErrorCode.CONNECT_ERROR, "Media elements do not share pipeline");
        }
        synchronized (pipeline) {
            for (MediaElement element : List.of(this, sink)) {
                if (element.isReleased()) {
                    throw KurentoException.notFound(element.id());
                }
            }
            kinds(call).forEach(kind -> connect(new Connection(this, sink, kind)));
        }
    }

    private void connect(Connection connection) {
        MediaElement before = connection.sink.sources.get(connection.kind);
        if (before == this) {
            return;
        }
        if (before != null) {
            before.disconnect(new Connection(before, connection.sink, connection.kind));
        }
        transport().connect(connection.sink.transport(), connection.kind);
        connection.sink.sources.put(connection.kind, this);
        sinks.add(connection);
        fire("ElementConnected", connection.eventData());
    }

    private void disconnect(Call call) {
        MediaElement sink = sink(call);
        if (isDefault(call)) {
            synchronized (pipeline) {
                kinds(call).forEach(kind -> disconnect(new Connection(this, sink, kind)));
            }
        }
    }

    private void disconnect(Connection connection) {
        if (sinks.remove(connection)) {
            connection.sink.sources.remove(connection.kind);
            transport().disconnect(connection.sink.transport(), connection.kind);
            fire("ElementDisconnected", connection.eventData());
        }
    }

    @Override
    void destroy() {
        synchronized (pipeline) {
            for (Connection connection : List.copyOf(sinks)) {
                disconnect(connection);
            }
            Map.copyOf(sources).forEach((kind, source) -> source.disconnect(new Connection(source, this, kind)));
        }
        transport().close();
    }

    private static MediaElement sink(Call call) {
        if (call.object("sink") instanceof MediaElement sink) {
            return sink;
        }
        throw KurentoException.internal("bad_weak_ptr");
    }

    private static boolean isDefault(Call call) {
        return call.params()
                        .optionalString("sourceMediaDescription")
                        .orElse(DEFAULT)
                        .equals(DEFAULT)
                && call.params()
                        .optionalString("sinkMediaDescription")
                        .orElse(DEFAULT)
                        .equals(DEFAULT);
    }

    /** The requested media type, or all types in the order of Kurento's events. */
    private static List<MediaKind> kinds(Call call) {
        return call.params().optionalMediaType("mediaType").map(List::of).orElse(List.of(MediaKind.values()));
    }

    final Stream<Connection> sourceConnections() {
        return sources.entrySet().stream().map(entry -> new Connection(entry.getValue(), this, entry.getKey()));
    }

    final Stream<Connection> sinkConnections() {
        return sinks.stream();
    }

    private static JsonArray listed(Stream<Connection> connections, Call call) {
        Optional<MediaKind> kind = call.params().optionalMediaType("mediaType");
        String description = call.params().optionalString("description").orElse(DEFAULT);
        return Json.array(
                connections
                        .filter(connection -> description.equals(DEFAULT))
                        .filter(connection -> kind.isEmpty() || kind.get() == connection.kind)
                        .sorted(Comparator.<Connection, String>comparing(connection -> connection.kind.name())
                                .thenComparing(connection -> connection.sink.id()))
                        .toList(),
                Connection::toJson);
    }

    @Override
    public void flowInChanged(MediaKind kind, boolean flowing) {
        if (flowing) {
            source(kind).ifPresent(source -> source.reportNotTranscoding(kind));
        }
        fireFlow("MediaFlowInStateChanged", kind, flowing);
    }

    @Override
    public void flowOutChanged(MediaKind kind, boolean flowing) {
        fireFlow("MediaFlowOutStateChanged", kind, flowing);
    }

    private void fireFlow(String event, MediaKind kind, boolean flowing) {
        JsonObject data = new JsonObject();
        data.addProperty("mediaType", kind.name());
        data.addProperty("padName", DEFAULT);
        data.addProperty("state", flowing ? "FLOWING" : "NOT_FLOWING");
        fire(event, data);
    }

    /** Fires the error on the element and on its pipeline, as Kurento does. */
    @Override
    public void failed(String reason) {
        fireError("UNEXPECTED_ELEMENT_ERROR", reason);
        pipeline.fireError("UNEXPECTED_PIPELINE_ERROR", id() + ": " + reason);
    }

    /** Kurento reports this once, when the first sink of a kind starts to receive. */
    private void reportNotTranscoding(MediaKind kind) {
        if (transcodingReported.add(kind)) {
            JsonObject data = new JsonObject();
            data.addProperty("mediaType", kind.name());
            data.addProperty("binName", DEFAULT);
            data.addProperty("state", "NOT_TRANSCODING");
            fire("MediaTranscodingStateChanged", data);
        }
    }
}
