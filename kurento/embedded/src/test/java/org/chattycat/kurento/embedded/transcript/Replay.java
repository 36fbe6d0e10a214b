package org.chattycat.kurento.embedded.transcript;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.chattycat.kurento.embedded.testing.RawClient;

/** Sends recorded requests to a server and compares its messages with the recorded ones. */
final class Replay {
    private final Comparison comparison = new Comparison();
    private Consumer<JsonObject> onEvent = event -> {};
    private BiConsumer<JsonObject, JsonObject> onAnswer = (recorded, now) -> {};

    /** Receives each recorded event when the replay reaches it. */
    Replay onRecordedEvent(Consumer<JsonObject> consumer) {
        onEvent = consumer;
        return this;
    }

    /** Receives each recorded answer. */
    Replay onAnswer(BiConsumer<JsonObject, JsonObject> consumer) {
        onAnswer = consumer;
        return this;
    }

    /** @return the unexplained differences */
    List<String> run(Transcript transcript, URI uri) {
        List<JsonObject> received = send(transcript, uri);
        compareEvents(
                byObject(transcript.events()),
                byObject(received.stream().filter(message -> !message.has("id")).toList()));
        return Deviation.unexplained(comparison.differences());
    }

    /** Sends each request after the answer to the previous one. */
    private List<JsonObject> send(Transcript transcript, URI uri) {
        try (RawClient client = new RawClient(uri)) {
            String note = "";
            for (Transcript.Line line : transcript.lines()) {
                note = line.note() == null ? note : line.note();
                if (line.isRequest()) {
                    JsonElement id = line.message().get("id");
                    JsonObject recorded = transcript.answerTo(line.message());
                    client.send(comparison.today(line.message().toString()));
                    JsonObject now = client.await(message -> id.equals(message.get("id")));
                    comparison.compare(id + " (" + note + ")", recorded, now);
                    onAnswer.accept(recorded, now);
                } else if (line.isEvent()) {
                    onEvent.accept(line.message());
                }
            }
            // Messages that were in flight at the last answer have arrived when one more answer has.
            client.send("{\"jsonrpc\":\"2.0\",\"id\":\"end\",\"method\":\"ping\"}");
            client.await(message ->
                    message.has("id") && message.get("id").getAsString().equals("end"));
            return client.received();
        }
    }

    /** Kurento delivers events on separate threads, so only the order of each object's events is compared. */
    private void compareEvents(Map<String, List<JsonObject>> recorded, Map<String, List<JsonObject>> now) {
        recorded.forEach((object, events) -> {
            List<JsonObject> was = siblingsSorted(events, id -> comparison.today(id.getAsString()));
            List<JsonObject> is =
                    siblingsSorted(now.getOrDefault(comparison.today(object), List.of()), JsonElement::getAsString);
            if (was.size() != is.size()) {
                comparison.differences().add("events of " + object + ": was " + types(was) + ", is " + types(is));
                return;
            }
            for (int i = 0; i < was.size(); i++) {
                comparison.compare("event " + i + " of " + object, was.get(i), is.get(i));
            }
        });
    }

    private static List<String> types(List<JsonObject> events) {
        return events.stream()
                .map(event -> value(event).get("type").getAsString())
                .toList();
    }

    /** Kurento destroys siblings in the order of their random ids, so the order follows the current ids. */
    private static List<JsonObject> siblingsSorted(
            List<JsonObject> events, java.util.function.Function<JsonElement, String> idOfToday) {
        List<JsonObject> sorted = new ArrayList<>(events);
        Comparator<JsonObject> byId =
                Comparator.comparing(event -> idOfToday.apply(data(event).get("objectId")));
        for (int i = 0; i < sorted.size(); i++) {
            int end = i;
            while (end < sorted.size() && isChild(sorted.get(end))) {
                end++;
            }
            sorted.subList(i, end).sort(byId);
            i = end;
        }
        return sorted;
    }

    private static boolean isChild(JsonObject event) {
        return data(event).has("objectId")
                && data(event).get("objectId").getAsString().contains("/");
    }

    private static Map<String, List<JsonObject>> byObject(List<JsonObject> events) {
        Map<String, List<JsonObject>> grouped = new TreeMap<>();
        events.forEach(
                event -> grouped.computeIfAbsent(value(event).get("object").getAsString(), o -> new ArrayList<>())
                        .add(event));
        return grouped;
    }

    static JsonObject value(JsonObject event) {
        return event.getAsJsonObject("params").getAsJsonObject("value");
    }

    static JsonObject data(JsonObject event) {
        return value(event).getAsJsonObject("data");
    }
}
