package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;

/** The answer to {@code getStats}: a map by id with one entry for the element and one for each RTP stream. */
final class StatsReport {
    private static final double NANOS_PER_MILLI = 1e6;

    private StatsReport() {}

    static JsonObject of(MediaElement element, Optional<MediaKind> kind) {
        long now = element.context().clock().millis();
        List<RtpStreamStats> streams = element.transport().streamStats().stream()
                .filter(stream -> kind.isEmpty() || kind.get() == stream.kind())
                .toList();
        JsonObject report = new JsonObject();
        for (RtpStreamStats stream : streams) {
            JsonObject json = stream(element, stream, now);
            report.add(json.get("id").getAsString(), json);
        }
        report.add(element.id(), element(element, streams, now));
        return report;
    }

    private static JsonObject element(MediaElement element, List<RtpStreamStats> streams, long now) {
        boolean endpoint = element instanceof SdpEndpoint || element instanceof RecorderEndpoint;
        JsonObject json = Json.struct(endpoint ? "EndpointStats" : "ElementStats");
        json.addProperty("id", element.id());
        json.addProperty("type", endpoint ? "endpoint" : "element");
        json.addProperty("timestampMillis", now);
        boolean measured = element.pipeline().latencyStats();
        json.add("inputLatency", measured ? latencies(streams, RtpStreamStats::inputMillis) : new JsonArray());
        if (endpoint) {
            json.add("E2ELatency", measured ? latencies(streams, RtpStreamStats::endToEndMillis) : new JsonArray());
        }
        return json;
    }

    /** In nanoseconds; 0 where media enters the server. */
    private static JsonArray latencies(List<RtpStreamStats> streams, ToDoubleFunction<RtpStreamStats> millis) {
        Map<MediaKind, Double> nanos = new TreeMap<>();
        for (RtpStreamStats stream : streams) {
            nanos.merge(stream.kind(), millis.applyAsDouble(stream) * NANOS_PER_MILLI, Math::max);
        }
        return Json.array(nanos.entrySet(), entry -> {
            String kind = entry.getKey().name();
            JsonObject json = Json.struct("MediaLatencyStat");
            json.addProperty("name", "sink_" + kind.toLowerCase(Locale.ROOT) + "_default");
            json.addProperty("type", kind);
            json.addProperty("avg", Math.round(entry.getValue()));
            return json;
        });
    }

    private static JsonObject stream(MediaElement element, RtpStreamStats stream, long now) {
        JsonObject json = Json.struct(stream.inbound() ? "RTCInboundRTPStreamStats" : "RTCOutboundRTPStreamStats");
        json.addProperty("id", streamId(element, stream));
        json.addProperty("type", stream.inbound() ? "inboundrtp" : "outboundrtp");
        json.addProperty("timestampMillis", now);
        json.addProperty("ssrc", Long.toString(stream.ssrc()));
        json.addProperty("associateStatsId", "");
        json.addProperty("isRemote", false);
        json.addProperty("mediaTrackId", "");
        json.addProperty("transportId", "");
        json.addProperty("codecId", "");
        json.addProperty("firCount", stream.firs());
        json.addProperty("pliCount", stream.plis());
        json.addProperty("nackCount", stream.nacks());
        json.addProperty("sliCount", 0);
        json.addProperty("remb", stream.remb());
        json.addProperty("packetsLost", stream.lost());
        json.addProperty("fractionLost", stream.fractionLost());
        if (stream.inbound()) {
            json.addProperty("packetsReceived", stream.packets());
            json.addProperty("bytesReceived", stream.bytes());
            json.addProperty("jitter", stream.jitterSeconds());
        } else {
            json.addProperty("packetsSent", stream.packets());
            json.addProperty("bytesSent", stream.bytes());
            json.addProperty("targetBitrate", 0);
            json.addProperty("roundTripTime", stream.roundTripSeconds());
        }
        return json;
    }

    /** The id is stable while the stream lives. */
    private static String streamId(MediaElement element, RtpStreamStats stream) {
        String name = element.id() + "/" + stream.inbound() + "/" + stream.ssrc();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
