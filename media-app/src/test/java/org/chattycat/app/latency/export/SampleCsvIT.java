package org.chattycat.app.latency.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The CSV file of a meeting's samples. */
@ChattyCatTest
class SampleCsvIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(1));
    private TestBrowser ada;
    private UUID meeting;

    @BeforeEach
    void createMeeting() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@export.example");
        meeting = GraphQl.createMeeting(ada);
    }

    private UUID join(String name) {
        return new MeasuredMeeting(database, meeting).join(name);
    }

    /** Three samples at each instant, which differ by id alone, so that pages end between them. */
    private void store(UUID participant, int samples) {
        database.sql("""
                        insert into latency_sample (id, meeting_id, participant_id, publication_id, fencing, arrived_at,
                            last_packet_at, clock_at, latency_ms, lower_ms, upper_ms, estimate_ms, estimate_lower_ms,
                            estimate_upper_ms, code_age_ms, exposure_ms, display_lag_ms, worker_clock_error_ms,
                            worker_clock_stepped, source, zone, validity, frame_width, frame_height, code_x, code_y, code_width,
                            code_height, scan_stage, decode_micros, scan_micros, processing_ms)
                        select gen_random_uuid(), :meeting, :participant, :participant, 1, at, at, at - interval '0.25 s', 250.5, 200,
                            300, n, 200, 250.5, 0, 0, 0, 0, false, 'GOPRO', 'ZONED', 'VALID', 640, 480, 0, 0, 1, 1, 'FULL', 1, 1, 1
                        from (select n, :start + n / 3 * interval '50 ms' as at from generate_series(0, :samples - 1) as n) as given
                        """)
                .bind("meeting", meeting)
                .bind("participant", participant)
                .bind("start", start)
                .bind("samples", samples)
                .then()
                .block();
    }

    private HttpResponse<String> get(TestBrowser browser, String query) {
        return browser.get("/api/meetings/" + meeting + "/samples.csv" + query);
    }

    @Test
    void containsEveryRowOnceHoweverManyPagesThatTakes() {
        int samples = 2 * SampleCsv.PAGE + 1;
        store(join("Ann"), samples);
        HttpResponse<String> file = get(ada, "?from=" + start);
        List<String> lines = file.body().lines().toList();
        assertThat(file.headers().firstValue("X-Row-Count")).contains(Integer.toString(samples));
        assertThat(lines.get(0) + "\n").isEqualTo(SampleCsv.HEADER);
        assertThat(lines).hasSize(samples + 1);
        assertThat(lines.stream().skip(1).map(line -> line.split(",")[0])).doesNotHaveDuplicates();
        assertThat(lines.stream().skip(1).map(line -> line.split(",")[1])).isSorted();
    }

    @Test
    void aRowHasTheValuesOfItsSample() {
        UUID participant = join("=Ann, \"the\" 1st");
        store(participant, 1);
        List<String> lines = get(ada, "?from=" + start).body().lines().toList();
        String at = start.toString().replace("Z", ".000000Z");
        String clockAt = start.minusMillis(250).toString().replace("Z", "000Z");
        assertThat(lines.get(1))
                .endsWith(",%s,%s,\"'=Ann, \"\"the\"\" 1st\",%s,%s,250.5,200,300,0,200,250.5,,GOPRO,,1,ZONED,VALID"
                        .formatted(at, participant, participant, clockAt));
        assertThat(lines).hasSize(2);
    }

    @Test
    void containsWhatIsAskedFor() {
        UUID ann = join("Ann");
        store(ann, 30);
        store(join("Ben"), 30);
        HttpResponse<String> file =
                get(ada, "?participant=" + ann + "&from=" + start.plusMillis(100) + "&to=" + start.plusMillis(200));
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("X-Row-Count")).contains("6");
        assertThat(file.body().lines()).hasSize(7);
        assertThat(get(ada, "?from=" + start.plusSeconds(3000)).body()).isEqualTo(SampleCsv.HEADER);
    }

    /** Who reads slowly holds no connection of the database, and the server notices between two pages that access has ended. */
    @Test
    void aFileBreaksOffWhenTheMeetingIsGone() throws Exception {
        store(join("Ann"), 8 * SampleCsv.PAGE);
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(ada.at("/api/meetings/" + meeting + "/samples.csv?from=" + start))
                                .header("Cookie", ada.cookieHeader())
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            lines.readLine();
            database.sql("delete from meeting where id = :id")
                    .bind("id", meeting)
                    .then()
                    .block();
            assertThatThrownBy(() -> lines.lines().count()).hasCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=yesterday", "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "?participant=me"})
    void badArgumentsAreRefused(String query) {
        assertThat(get(ada, query).statusCode()).isEqualTo(400);
    }

    @Test
    void othersGetNothing() {
        store(join("Ann"), 1);
        assertThat(get(people.signIn("eve-" + UUID.randomUUID() + "@export.example"), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(people.stranger(), "").statusCode()).isEqualTo(401);
    }
}
