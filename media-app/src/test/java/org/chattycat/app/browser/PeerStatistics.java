package org.chattycat.app.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
