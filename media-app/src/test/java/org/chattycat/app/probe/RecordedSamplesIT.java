package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A recorded call is read once more, from its file. */
@ChattyCatTest
@Tag("alone")
class RecordedSamplesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final double TOLERANCE_MS = 20;
    private static final int ENOUGH_SAMPLES = 20;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Value("${chattycat.recording.directory}")
    private Path directory;

    @TempDir
    private Path folder;

    private record Latency(Instant arrivedAt, double ms) {}

    private static final class NoEvents extends CallTimes {
        @Override
        public void failed(String participant, String what) {}
    }

    @Test
    @DisplayName("read-clocks on a recording gives the latencies that were measured in the call, within 20 ms")
    void recordingHasTheLatenciesOfTheCall() throws Exception {
        TestBrowser owner = people.signIn("owner-" + UUID.randomUUID() + "@example.org");
        UUID meeting = UUID.fromString(GraphQl.data(owner, "mutation { createMeeting(guestsAllowed: true) { id } }")
                .at("/createMeeting/id")
                .asString());
        Path file;
        List<Latency> measured;
        try (CallMedia media = new CallMedia(new ClockVideo(), LIMIT);
                Participant camera = new Participant(
                        media,
                        new NoEvents(),
                        Guest.enter(owner.base(), meeting, "Camera"),
                        Participant.Role.STAMPS,
                        Recovery.NONE,
                        0)) {
            assertThat(camera.awaitJoined(LIMIT)).isTrue();
            GraphQl.data(owner, "mutation { startRecording(meetingId: \"%s\") { id } }".formatted(meeting));
            database.sql("insert into recording_consent (span_id, participant_id, meeting_id, agrees)"
                            + " select s.id, p.id, s.meeting_id, true from recording_span s join participant p"
                            + " on p.meeting_id = s.meeting_id where s.meeting_id = '" + meeting + "'")
                    .fetch()
                    .rowsUpdated()
                    .block();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> recording(owner, meeting).path("bytes").asLong() > 0);
            int before = samples(owner, meeting).size();
            Awaitility.await().atMost(LIMIT).until(() -> samples(owner, meeting).size() >= before + ENOUGH_SAMPLES);
            GraphQl.data(owner, "mutation { stopRecording(meetingId: \"%s\") { id } }".formatted(meeting));
            JsonNode complete = Awaitility.await().atMost(LIMIT).until(() -> recording(owner, meeting), one -> one.path(
                            "state")
                    .asString()
                    .equals("COMPLETE"));
            measured = samples(owner, meeting);
            file = stored(complete.path("id").asString());
        }
        List<Latency> read = read(file);
        List<Double> differences = new ArrayList<>();
        for (Latency sample : measured) {
            read.stream()
                    .filter(frame -> Math.abs(Duration.between(frame.arrivedAt(), sample.arrivedAt())
                                    .toMillis())
                            <= TOLERANCE_MS)
                    .mapToDouble(frame -> Math.abs(frame.ms() - sample.ms()))
                    .min()
                    .ifPresent(differences::add);
        }
        assertThat(differences).hasSizeGreaterThanOrEqualTo(ENOUGH_SAMPLES / 2);
        assertThat(differences.stream()
                        .filter(difference -> difference <= TOLERANCE_MS)
                        .count())
                .as("differences within %.0f ms, of %s", TOLERANCE_MS, differences)
                .isGreaterThanOrEqualTo(differences.size() * 9L / 10);
    }

    private static JsonNode recording(TestBrowser owner, UUID meeting) {
        return GraphQl.data(owner, "{ meeting(id: \"%s\") { recordings { id state bytes } } }".formatted(meeting))
                .at("/meeting/recordings/0");
    }

    private static List<Latency> samples(TestBrowser owner, UUID meeting) {
        return GraphQl.data(
                        owner,
                        "{ meeting(id: \"%s\") { latencySamples(first: 1000) { edges { node { arrivedAt latencyMs } } } } }"
                                .formatted(meeting))
                .at("/meeting/latencySamples/edges")
                .valueStream()
                .map(edge -> new Latency(
                        Instant.parse(edge.at("/node/arrivedAt").asString()),
                        edge.at("/node/latencyMs").asDouble()))
                .toList();
    }

    private Path stored(String id) {
        UUID deployment = database.sql("select id from deployment")
                .map(row -> row.get("id", UUID.class))
                .one()
                .block();
        return directory.resolve(deployment.toString()).resolve(id + ".webm");
    }

    private List<Latency> read(Path file) throws Exception {
        Path out = folder.resolve("read.csv");
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.chattycat.analysis.cli.ReadClocks",
                        file.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(reader.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            reader.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        List<String> names = List.of(lines.get(0).split(","));
        List<Latency> latencies = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            String latency = fields[names.indexOf("latency_ms")];
            if (!latency.isEmpty()) {
                latencies.add(
                        new Latency(Instant.parse(fields[names.indexOf("arrived")]), Double.parseDouble(latency)));
            }
        }
        return latencies;
    }
}
