package org.chattycat.app.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The statistics of all peer connections of a page: the entries of W3C's {@code RTCStatsReport}. */
record PeerStatistics(List<JsonObject> entries) {
    /** Runs before the page's own scripts, and defines {@code peerStatistics()}, which returns the list for this record. */
    static final String SCRIPT = script();

    PeerStatistics(JsonElement list) {
        this(StreamSupport.stream(list.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList());
    }

    /** The sum of a counter over the incoming streams of a kind, such as {@code framesDecoded} of {@code video}. */
    double incoming(String kind, String counter) {
        return of("inbound-rtp", kind)
                .filter(entry -> entry.has(counter))
                .mapToDouble(entry -> entry.get(counter).getAsDouble())
                .sum();
    }

    /** The formats that are sent and received, such as {@code video/VP8}. */
    Set<String> formats() {
        return entries.stream()
                .filter(entry -> entry.get("type").getAsString().equals("codec"))
                .map(entry -> entry.get("mimeType").getAsString())
                .collect(Collectors.toSet());
    }

    /** The streams of video that come in, by their ids. */
    Map<String, Received> receivedVideos() {
        return of("inbound-rtp", "video")
                .collect(Collectors.toMap(
                        entry -> entry.get("id").getAsString()
                                + entry.get("ssrc").getAsString(),
                        entry -> new Received(
                                (int) number(entry, "frameHeight"), (long) number(entry, "framesDecoded"), (long)
                                        number(entry, "packetsReceived"))));
    }

    /** @param height of the last frame; 0 before the first one */
    record Received(int height, long frames, long packets) {}

    /** What the media server sent since an earlier statistics report, in bit/s, with everything but the headers of IP and UDP. */
    double bitsPerSecondDown(PeerStatistics before) {
        return (transported() - before.transported()) * 8 / (atMs() - before.atMs()) * 1000;
    }

    private double transported() {
        return entries.stream()
                .filter(entry -> entry.get("type").getAsString().equals("transport"))
                .mapToDouble(entry -> number(entry, "bytesReceived"))
                .sum();
    }

    private double atMs() {
        return entries.stream()
                .mapToDouble(entry -> number(entry, "timestamp"))
                .average()
                .orElseThrow();
    }

    /** The small picture that the page sends. */
    Sent sentSmallPicture() {
        return of("outbound-rtp", "video")
                .filter(entry -> entry.has("frameHeight") && number(entry, "frameHeight") <= 180)
                .map(entry -> new Sent(
                        (int) number(entry, "frameHeight"),
                        (long) number(entry, "framesSent"),
                        (long) number(entry, "bytesSent") + (long) number(entry, "headerBytesSent"),
                        number(entry, "timestamp")))
                .findFirst()
                .orElse(new Sent(0, 0, 0, 0));
    }

    /** @param height 0 while nothing is sent */
    record Sent(int height, long frames, long bytes, double atMs) {
        double bitsPerSecond(Sent before) {
            return (bytes - before.bytes) * 8 / (atMs - before.atMs) * 1000;
        }

        double framesPerSecond(Sent before) {
            return (frames - before.frames) / (atMs - before.atMs) * 1000;
        }
    }

    private static double number(JsonObject entry, String name) {
        return entry.has(name) ? entry.get(name).getAsDouble() : 0;
    }

    private Stream<JsonObject> of(String type, String kind) {
        return entries.stream()
                .filter(entry -> entry.get("type").getAsString().equals(type)
                        && entry.get("kind").getAsString().equals(kind));
    }

    private static String script() {
        try (InputStream stream = PeerStatistics.class.getResourceAsStream("/browser/peer-connections.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
