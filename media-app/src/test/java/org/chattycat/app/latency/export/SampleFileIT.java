package org.chattycat.app.latency.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a meeting's samples. */
@ChattyCatTest
@ExtendWith(OutputCaptureExtension.class)
class SampleFileIT {
    private static final String HEADER =
            "id,arrived_at,participant_id,display_name,publication_id,clock_at,latency_ms,lower_ms,upper_ms,estimate_ms,"
                    + "estimate_lower_ms,estimate_upper_ms,plus_minus_ms,source,clock_id,clock_number,zone,validity";
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    private HttpResponse<String> file(String format, String query) {
        return ada.get("/api/meetings/" + meeting + "/samples." + format + query);
    }

    private HttpResponse<String> get(TestBrowser browser, String query) {
        return browser.get("/api/meetings/" + meeting + "/samples.csv" + query);
    }

    @Test
    void containsEveryRowOnceHoweverManyPagesThatTakes() {
        int samples = 2 * SamplePages.PAGE + 1;
        store(join("Ann"), samples);
        HttpResponse<String> file = get(ada, "?from=" + start);
        List<String> lines = file.body().lines().toList();
        assertThat(file.headers().firstValue("X-Row-Count")).contains(Integer.toString(samples));
        assertThat(lines.get(0)).isEqualTo(HEADER);
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
        assertThat(get(ada, "?from=" + start.plusSeconds(3000)).body()).isEqualTo(HEADER + "\n");
    }

    /** What was stored is what a program reads from either file, bit by bit. */
    @Test
    void bothFormatsContainWhatIsStored() {
        UUID ann = join("Ann \"the\\1st\", Łódź");
        new MeasuredMeeting(database, meeting)
                .store(
                        ann,
                        "OWN",
                        IntStream.range(0, 50)
                                .mapToObj(i -> new MeasuredMeeting.Sample(
                                        start.plusNanos(i * 123_457_000L), 100 + Math.sqrt(i) / 3, "VALID"))
                                .toList());
        List<Map<String, Object>> stored = database.sql(
                        "select id, arrived_at, latency_ms, estimate_lower_ms from latency_sample where meeting_id = :id"
                                + " order by arrived_at, id")
                .bind("id", meeting)
                .fetch()
                .all()
                .collectList()
                .block();
        List<JsonNode> lines = file("jsonl", "?from=" + start)
                .body()
                .lines()
                .map(JSON::readTree)
                .toList();
        List<String> csv = file("csv", "?from=" + start).body().lines().skip(1).toList();
        assertThat(lines).hasSize(51);
        assertThat(lines.get(50)).isEqualTo(JSON.readTree("{\"complete\":true,\"rows\":50}"));
        for (int i = 0; i < 50; i++) {
            JsonNode line = lines.get(i);
            Map<String, Object> row = stored.get(i);
            assertThat(line.get("id").asString()).isEqualTo(row.get("id").toString());
            assertThat(Instant.parse(line.get("arrivedAt").asString()))
                    .isEqualTo(((OffsetDateTime) row.get("arrived_at")).toInstant());
            assertThat(line.get("latencyMs").asDouble()).isEqualTo(row.get("latency_ms"));
            assertThat(line.get("estimateLowerMs").asDouble()).isEqualTo(row.get("estimate_lower_ms"));
            assertThat(line.get("displayName").asString()).isEqualTo("Ann \"the\\1st\", Łódź");
            assertThat(line.get("plusMinusMs").isNull()).isTrue();
            String numbers =
                    List.of("latencyMs", "lowerMs", "upperMs", "estimateMs", "estimateLowerMs", "estimateUpperMs")
                            .stream()
                            .map(key -> line.get(key).toString())
                            .collect(Collectors.joining(","));
            assertThat(csv.get(i))
                    .isEqualTo("%s,%s,%s,\"Ann \"\"the\\1st\"\", Łódź\",%s,%s,%s,,OWN,,1,ZONED,VALID"
                            .formatted(
                                    row.get("id"),
                                    line.get("arrivedAt").asString(),
                                    ann,
                                    ann,
                                    line.get("clockAt").asString(),
                                    numbers));
        }
    }

    @Test
    void isCompressedForThoseWhoAcceptThat() throws Exception {
        store(join("Ann"), 300);
        String path = "/api/meetings/" + meeting + "/samples.csv?from=" + start;
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(ada.at(path))
                                .header("Cookie", ada.cookieHeader())
                                .header("Accept-Encoding", "br, gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo(ada.get(path).body());
        assertThat(answer.body().length).isLessThan(text.length() / 3);
    }

    /** The recipe of docs/graphql.md: leave out the last line, and continue after the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void aFileThatBrokeOffIsContinued(String format) {
        store(join("Ann"), 300);
        String query = "?from=" + start + "&to=" + start.plusSeconds(60);
        String whole = file(format, query).body();
        String had = whole.substring(0, whole.length() / 2);
        String rows = had.substring(0, had.lastIndexOf('\n') + 1);
        String last = rows.substring(rows.lastIndexOf('\n', rows.length() - 2) + 1);
        String cursor = format.equals("csv")
                ? last.split(",")[0] + "," + last.split(",")[1]
                : JSON.readTree(last).get("id").asString() + ","
                        + JSON.readTree(last).get("arrivedAt").asString();
        HttpResponse<String> rest = file(format, query + "&after=" + cursor);
        long missing = 300 - rows.lines().count() + (format.equals("csv") ? 1 : 0);
        assertThat(rest.headers().firstValue("X-Row-Count")).contains(Long.toString(missing));
        assertThat(rows + rest.body())
                .isEqualTo(format.equals("csv") ? whole : whole.replace("\"rows\":300", "\"rows\":" + missing));
    }

    @Test
    void headSaysHowManyRowsThereAre() {
        store(join("Ann"), 30);
        HttpResponse<String> head =
                ada.send(HttpRequest.newBuilder(ada.at("/api/meetings/" + meeting + "/samples.csv" + "?from=" + start))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValue("X-Row-Count")).contains("30");
        assertThat(head.body()).isEmpty();
    }

    /** Who reads slowly holds no connection of the database, and the server notices between two pages that something is gone. */
    @ParameterizedTest
    @CsvSource({
        "meeting where id, ACCESS_ENDED",
        "latency_sample where meeting_id, ROWS_DELETED",
        "shared_link where meeting_id, ACCESS_ENDED"
    })
    void aFileBreaksOffWhenItsRowsOrItsLinkAreGone(String what, String code, CapturedOutput output) throws Exception {
        UUID ann = join("Ann");
        // Page by page: on a slow machine one statement for all takes longer than a statement may.
        for (int page = 0; page < 8; page++) {
            store(ann, SamplePages.PAGE);
        }
        // java.net.http.HttpClient drops what it has not handed out yet when a response breaks off; this client does
        // not.
        HttpURLConnection connection = connect(link());
        AtomicReference<String> last = new AtomicReference<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            lines.readLine();
            database.sql("delete from " + what + " = :id")
                    .bind("id", meeting)
                    .then()
                    .block();
            assertThatThrownBy(() -> lines.lines().forEach(last::set)).hasCauseInstanceOf(IOException.class);
        }
        JsonNode reason = JSON.readTree(last.get());
        assertThat(reason.get("complete").asBoolean()).isFalse();
        assertThat(reason.get("code").asString()).isEqualTo(code);
        assertThat(output).as("one line in the log, without a stack trace").doesNotContain("Servlet.service()");
    }

    /** The reader needs seconds for a page. What was sent before the token was revoked still arrives. */
    @Test
    void aRevokedTokenEndsItsFileWithinTwoSeconds() throws Exception {
        UUID ann = join("A".repeat(80));
        for (int page = 0; page < 4; page++) {
            store(ann, SamplePages.PAGE);
        }
        TokenClient token = TokenClient.create(ada, "READ", meeting);
        HttpURLConnection connection = connect(token.secret());
        AtomicLong read = new AtomicLong();
        AtomicReference<IOException> broken = new AtomicReference<>();
        AtomicBoolean slow = new AtomicBoolean(true);
        Thread reader = new Thread(() -> {
            int most = 1 << 15;
            try (InputStream in = connection.getInputStream()) {
                for (int length = most; length == most; ) {
                    length = in.readNBytes(most).length;
                    read.addAndGet(length);
                    if (slow.get()) {
                        Thread.sleep(5);
                    }
                }
            } catch (IOException e) {
                broken.set(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.start();
        // Less than a page of what a reader gets that does not wait.
        Awaitility.await().until(() -> read.get() > 1 << 20);
        HttpURLConnection other = begin(null);
        assertBusy(null, "two files already");
        token.revoke(ada);
        String nothing = "?from=" + start.minusSeconds(1) + "&to=" + start;
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(get(ada, nothing).statusCode())
                        .as("its slot is free")
                        .isEqualTo(200));
        other.disconnect();
        slow.set(false);
        reader.join(Duration.ofSeconds(30).toMillis());
        assertThat(broken.get()).as("the end of the transfer").isNotNull();
    }

    @Test
    void oneReaderDoesNotKeepAllOthersWaiting() throws Exception {
        UUID ann = join("Ann");
        // More than connections hold for a reader that waits.
        for (int page = 0; page < 4; page++) {
            store(ann, SamplePages.PAGE);
        }
        String link = link();
        String other = link();
        List<HttpURLConnection> open = new ArrayList<>();
        open.add(begin(null));
        open.add(begin(null));
        assertBusy(null, "two files already");
        open.add(begin(link));
        open.add(begin(link));
        assertBusy(other, "Several files");
        open.forEach(HttpURLConnection::disconnect);
        Awaitility.await().untilAsserted(() -> assertThat(get(ada, "?to=" + start + "&from=" + start.minusSeconds(1))
                        .statusCode())
                .isEqualTo(200));
    }

    private void assertBusy(String token, String sentence) throws IOException {
        HttpURLConnection refused = connect(token);
        assertThat(refused.getResponseCode()).isEqualTo(503);
        assertThat(refused.getHeaderField("Retry-After")).isEqualTo("60");
        assertThat(new String(refused.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("BUSY", sentence);
    }

    /** A download of which the first line was read, and which waits for its reader. */
    private HttpURLConnection begin(String token) throws IOException {
        HttpURLConnection connection = connect(token);
        assertThat(connection.getResponseCode()).isEqualTo(200);
        connection.getInputStream().read();
        return connection;
    }

    /** @param token that of a link; null for the account */
    private HttpURLConnection connect(String token) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) ada.at("/api/meetings/" + meeting + "/samples.jsonl?from=" + start)
                        .toURL()
                        .openConnection();
        if (token == null) {
            connection.setRequestProperty("Cookie", ada.cookieHeader());
        } else {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private String link() {
        return GraphQl.data(
                        ada, "mutation { createSharedLink(meetingId: \"%s\", days: 1) { token } }".formatted(meeting))
                .at("/createSharedLink/token")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=yesterday",
                "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                "?participant=me",
                "?after=me",
                "?from=-10000-01-01T00:00:00Z"
            })
    void badArgumentsAreRefused(String query) {
        assertThat(get(ada, query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "RANGE_REVERSED, ?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
        "UNKNOWN_PARTICIPANT, ?participant=00000000-0000-4000-8000-000000000000",
        "BAD_CURSOR, ?after=me"
    })
    void badArgumentsHaveCodes(String code, String query) {
        HttpResponse<String> answer = get(ada, query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBrowser.json(answer).path("code").asString()).isEqualTo(code);
    }

    @Test
    void whatIsOutsideTheMeetingIsEmpty() {
        UUID ann = join("Ann");
        store(ann, 3);
        assertThat(get(ada, "?from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z&participant=" + ann)
                        .body())
                .isEqualTo(HEADER + "\n");
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
