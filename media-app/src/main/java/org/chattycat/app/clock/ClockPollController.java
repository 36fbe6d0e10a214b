package org.chattycat.app.clock;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.app.platform.limits.ClientAddress;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The HTTP side of clock pages whose browser refuses the WebSocket: the same messages, about one request a second. */
@RestController
class ClockPollController {
    private static final int MAX_MESSAGES = 50;
    private static final int MAX_TOKEN = 100;

    private final ClockPolls polls;

    ClockPollController(ClockPolls polls) {
        this.polls = polls;
    }

    record Answers(List<ClockAnswer> messages) {}

    @PostMapping(path = "/clock/poll", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answers> poll(@RequestBody JsonNode body, HttpServletRequest request) {
        List<ClockAnswer> answers;
        try {
            answers = polls.poll(read(body, ClientAddress.of(request)));
        } catch (ClockException e) {
            answers = List.of(new ClockAnswer.Failure(e.code(), e.getMessage()));
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Answers(answers));
    }

    private static ClockPolls.Poll read(JsonNode body, String client) {
        JsonNode token = body.path("token");
        JsonNode clockId = body.path("clockId");
        JsonNode messages = body.path("messages");
        if (!token.isString()
                || token.asString().isEmpty()
                || token.asString().length() > MAX_TOKEN
                || !(clockId.isMissingNode() || clockId.isNull() || clockId.isString())
                || !messages.isArray()
                || messages.size() > MAX_MESSAGES) {
            throw ClockException.badMessage(
                    "A poll must have a token and at most %d messages.".formatted(MAX_MESSAGES));
        }
        List<ClockMessage> all = new ArrayList<>();
        for (JsonNode message : messages) {
            all.add(ClockCodec.read(message));
        }
        return new ClockPolls.Poll(
                client, token.asString(), clockId.isString() ? clockId.asString() : null, List.copyOf(all));
    }
}
