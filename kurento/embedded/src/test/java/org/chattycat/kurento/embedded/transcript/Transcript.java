package org.chattycat.kurento.embedded.transcript;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A recorded conversation. */
record Transcript(List<Line> lines) {
    /** @param message null for a note */
    record Line(String note, boolean fromServer, JsonObject message) {
        boolean isRequest() {
            return message != null && !fromServer;
        }

        boolean isAnswer() {
            return message != null && fromServer && message.has("id");
        }

        boolean isEvent() {
            return message != null && fromServer && !message.has("id");
        }
    }

    static Transcript read(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Transcript.class.getResourceAsStream("/transcripts/" + name + ".jsonl"), StandardCharsets.UTF_8))) {
            return new Transcript(reader.lines().map(Transcript::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        return new Line(
                json.has("note") ? json.get("note").getAsString() : null,
                json.has("dir") && json.get("dir").getAsString().equals("server"),
                json.getAsJsonObject("msg"));
    }

    /** The recorded answer to a request, or null if there is none. */
    JsonObject answerTo(JsonObject request) {
        return lines.stream()
                .filter(Line::isAnswer)
                .map(Line::message)
                .filter(message -> message.get("id").equals(request.get("id")))
                .findFirst()
                .orElse(null);
    }

    List<JsonObject> events() {
        return lines.stream().filter(Line::isEvent).map(Line::message).toList();
    }
}
