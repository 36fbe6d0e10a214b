package org.chattycat.app.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Creates and deletes meetings that admit guests, with an access token that may change something. */
public final class MeetingApi {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** More than the server takes for a room whose people have left. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(40);

    private static final long LEAVE_POLL_MILLIS = 250;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final URI address;
    private final String token;

    public MeetingApi(String base, String token) {
        this.address = URI.create(base + "/graphql");
        this.token = token;
    }

    public UUID create() throws IOException, InterruptedException {
        JsonNode answer = send("mutation { createMeeting(guestsAllowed: true) { id } }", Map.of());
        return UUID.fromString(data(answer).at("/createMeeting/id").asString());
    }

    /** Deletes a meeting, once everybody has left it: the server notes that a little later than it closes WebSockets. */
    public void delete(UUID meetingId) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LEAVE_LIMIT.toNanos();
        String mutation = "mutation($id: ID!) { deleteMeeting(meetingId: $id) }";
        JsonNode answer = send(mutation, Map.of("id", meetingId));
        while (code(answer).equals("IN_USE") && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LEAVE_POLL_MILLIS);
            answer = send(mutation, Map.of("id", meetingId));
        }
        data(answer);
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString("");
    }

    private JsonNode send(String query, Map<String, ?> variables) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", query, "variables", variables))))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        try {
            return JSON.readTree(answer.body());
        } catch (RuntimeException e) {
            throw new IOException(address + " answers with status " + answer.statusCode() + " and no JSON", e);
        }
    }

    private JsonNode data(JsonNode answer) throws IOException {
        if (!answer.path("data").isObject() || answer.has("errors")) {
            String reason = answer.at("/errors/0/message").asString("");
            throw new IOException(address + " refuses: " + (reason.isEmpty() ? answer.toString() : reason));
        }
        return answer.path("data");
    }
}
