package org.chattycat.kurento.embedded.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recent answers by session and request id. A client that loses its socket before the answer repeats the request on the
 * next socket. The cache answers it, so that it is not executed twice.
 */
final class RequestCache {
    /** The same time as in Kurento. */
    private static final Duration KEPT = Duration.ofSeconds(20);
    /** Some thousands of answers with SDP, or tens of thousands without. */
    private static final int MOST_CHARACTERS = 16 << 20;

    private record Key(String sessionId, JsonElement requestId) {}

    private record Entry(String answer, Instant end) {}

    private final Clock clock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private int characters;

    RequestCache(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<String> find(JsonElement request) {
        expire();
        return sessionId(request, "params")
                .map(session -> entries.get(new Key(session, Rpc.id(request))))
                .map(Entry::answer);
    }

    /** @param answer the answer to the request
     * @param text the same answer as it is sent */
    synchronized void add(JsonElement request, JsonObject answer, String text) {
        JsonElement requestId = Rpc.id(request);
        Optional<String> session = sessionId(answer, "result").or(() -> sessionId(request, "params"));
        if (requestId == null || session.isEmpty()) {
            return;
        }
        Entry entry = new Entry(text, clock.instant().plus(KEPT));
        if (entries.putIfAbsent(new Key(session.get(), requestId), entry) == null) {
            characters += text.length();
        }
        expire();
    }

    private void expire() {
        Instant now = clock.instant();
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext()) {
            Entry oldest = oldestFirst.next();
            if (characters <= MOST_CHARACTERS && oldest.end().isAfter(now)) {
                return;
            }
            characters -= oldest.answer().length();
            oldestFirst.remove();
        }
    }

    private static Optional<String> sessionId(JsonElement message, String part) {
        if (message instanceof JsonObject object
                && object.get(part) instanceof JsonObject content
                && content.get("sessionId") != null
                && content.get("sessionId").isJsonPrimitive()) {
            return Optional.of(content.get("sessionId").getAsString());
        }
        return Optional.empty();
    }
}
