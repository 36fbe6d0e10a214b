package org.chattycat.app.latency.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Comparisons of stored seconds by GraphQL. */
@ChattyCatTest
class ComparisonIT {
    private static final String FIGURES = """
            { spans { label meetingId from to participantId displayName source windowsKept seconds medianMs blocks clockErrorMs
                bins { fromMs toMs count } lossPercent bitsPerSecond framesPerSecond }
              differences { label verdict sentence medianMs lowerMs upperMs systematicMs clocksMayDifferMs
                lossPercent { value lower upper } bitsPerSecond { value } framesPerSecond { value } } }
            """;

    private static final String BAD_ARGUMENTS = """
            INVALID_ARGUMENT { meetingId: "$m" }
            INVALID_ARGUMENT { meetingId: "$m" }, { meetingId: "$m" }, { meetingId: "$m" }, { meetingId: "$m" }, { meetingId: "$m" }
            INVALID_ARGUMENT { meetingId: "me" }, { meetingId: "$m" }
            NOT_FOUND { meetingId: "$m" }, { meetingId: "00000000-0000-4000-8000-000000000000" }
            RANGE_REVERSED { meetingId: "$m" }, { meetingId: "$m", range: { from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z" } }
            RANGE_TOO_LONG { meetingId: "$m" }, { meetingId: "$m", range: { from: "2026-03-01T00:00:00Z", to: "2026-03-01T03:00:01Z" } }
            UNKNOWN_PARTICIPANT { meetingId: "$m" }, { meetingId: "$m", participantId: "00000000-0000-4000-8000-000000000000" }
            """;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    private TestBrowser ada;
    private UUID meeting;
    private MeasuredMeeting measured;
    private UUID participant;

    @BeforeEach
    void createMeeting() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@compare.example");
        meeting = GraphQl.createMeeting(ada);
        measured = new MeasuredMeeting(database, meeting);
        participant = measured.join("Ada");
    }

    private static String span(UUID meeting, Instant from, int seconds, String more) {
        return "{ meetingId: \"%s\", range: { from: \"%s\", to: \"%s\" } %s }"
                .formatted(meeting, from, from.plusSeconds(seconds), more);
    }

    private JsonNode compare(String... spans) {
        return GraphQl.data(ada, "{ compareMeetings(spans: [%s]) %s }".formatted(String.join(", ", spans), FIGURES))
                .path("compareMeetings");
    }

    @Test
    void spansOfTwoMeetingsAreComparedByTheirSeconds() {
        measured.storeSeconds(participant, "OWN", start, 200, 180, 2.5);
        measured.storeQuality(participant, start, 200);
        UUID otherMeeting = GraphQl.createMeeting(ada);
        MeasuredMeeting other = new MeasuredMeeting(database, otherMeeting);
        UUID ben = other.join("Ben");
        other.storeSeconds(ben, "OWN", start.plusSeconds(600), 200, 380, 1.5);
        JsonNode found = compare(
                span(meeting, start, 200, ""),
                span(otherMeeting, start.plusSeconds(600), 200, "participantId: \"%s\"".formatted(ben)));

        JsonNode first = found.at("/spans/0");
        assertThat(first.path("displayName").asString()).isEqualTo("Ada");
        assertThat(first.path("participantId").asString()).isEqualTo(participant.toString());
        assertThat(first.path("seconds").asInt()).isEqualTo(200);
        // 0 to 9 ms above the base in turn.
        assertThat(first.path("medianMs").asDouble()).isCloseTo(184.5, within(1e-9));
        assertThat(first.path("clockErrorMs").asDouble()).isCloseTo(2.5 + 0.5, within(1e-9));
        assertThat(first.path("lossPercent").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(first.path("bitsPerSecond").asDouble()).isCloseTo(240_000, within(1e-6));
        assertThat(first.path("framesPerSecond").asDouble()).isCloseTo(30, within(1e-9));
        long binned = 0;
        for (JsonNode bin : first.path("bins")) {
            binned += bin.path("count").asLong();
        }
        assertThat(binned).isEqualTo(200);

        JsonNode difference = found.at("/differences/0");
        assertThat(difference.path("verdict").asString()).as(found.toString()).isEqualTo("SLOWER");
        assertThat(difference.path("medianMs").asDouble()).isCloseTo(200, within(1e-9));
        // Two clocks with errors of 3 and 2 ms, on two screens that may be 15 ms off each.
        assertThat(difference.path("systematicMs").asDouble()).isCloseTo(3 + 2 + 15 + 15, within(1e-9));
        assertThat(difference.path("lowerMs").asDouble()).isBetween(150.0, 165.1);
        assertThat(difference.path("lossPercent").isNull())
                .as("nothing is known about the second video")
                .isTrue();
    }

    @Test
    void participantsAndKindsOfClocksAreNotMixed() {
        measured.storeSeconds(participant, "OWN", start, 320, 180, 1);
        measured.storeSeconds(participant, "GOPRO", start, 300, 500, null);
        UUID ben = measured.join("Ben");
        measured.storeSeconds(ben, "OWN", start, 310, 900, 1);
        JsonNode found = compare(
                span(meeting, start, 330, ""),
                span(meeting, start, 330, "source: GOPRO"),
                span(meeting, start, 330, "participantId: \"%s\", source: OWN".formatted(ben)),
                span(meeting, start.plusSeconds(1000), 60, ""));
        assertThat(found.path("spans").findValuesAsString("medianMs").subList(0, 3))
                .containsExactly("184.5", "504.5", "904.5");
        assertThat(found.path("differences").findValuesAsString("verdict"))
                .containsExactly("CLOCKS_DIFFER", "SLOWER", "NOTHING_MEASURED");
        assertThat(found.at("/differences/0/clocksMayDifferMs").asDouble()).isBetween(2400.0, 2600.0);
    }

    /** All in one meeting, because each needs somebody who is signed in. */
    @Test
    void badArgumentsHaveCodes() {
        BAD_ARGUMENTS.lines().map(line -> line.split(" ", 2)).forEach(words -> {
            String spans = words[1].replace("$m", meeting.toString());
            JsonNode answer =
                    GraphQl.ask(ada, "{ compareMeetings(spans: [%s]) { spans { label } } }".formatted(spans), Map.of());
            assertThat(answer.at("/errors/0/extensions/code").asString())
                    .as(spans + answer)
                    .isEqualTo(words[0]);
        });
    }
}
