package org.chattycat.app.latency.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.OwnerOf;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Figures of a meeting by GraphQL, compared with a naive computation on random samples. */
@ChattyCatTest
class LatencyHistoryIT {
    private static final Offset<Double> ROUNDING = within(1e-6);

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    private TestBrowser ada;
    private UUID meeting;
    private MeasuredMeeting measured;
    private UUID participant;

    @BeforeEach
    void createMeeting() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@history.example");
        meeting = GraphQl.createMeeting(ada);
        measured = new MeasuredMeeting(database, meeting);
        participant = measured.join("Ada");
    }

    /** About ten a second, some of them negative, some that do not count. */
    private List<Sample> measure(String source, Instant from, int seconds) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 10 * seconds; i++) {
            double latency = random.nextInt(20) == 0 ? -random.nextDouble(300) : 180 + 40 * random.nextGaussian();
            int kind = random.nextInt(50);
            samples.add(new Sample(
                    from.plus(random.nextInt(1_000_000 * seconds), ChronoUnit.MICROS),
                    latency,
                    kind == 0 ? "CLOCK_FAULT" : kind == 1 ? "IMPLAUSIBLE" : "VALID"));
        }
        measured.store(participant, source, samples);
        return samples;
    }

    private JsonNode ask(String field, String selection) {
        return GraphQl.data(ada, "{ meeting(id: \"%s\") { %s %s } }".formatted(meeting, field, selection))
                .at("/meeting/" + field.replaceFirst("\\(.*", ""));
    }

    private static String range(Instant from, Instant to) {
        return "range: { from: \"%s\", to: \"%s\" }".formatted(from, to);
    }

    private static List<Double> counted(List<Sample> samples, Instant from, Instant to) {
        return samples.stream()
                .filter(one -> one.validity().equals("VALID")
                        && !one.at().isBefore(from)
                        && one.at().isBefore(to))
                .map(Sample::latencyMs)
                .sorted()
                .toList();
    }

    private void assertPercentile(JsonNode figures, String field, double share, List<Double> sorted) {
        double exact = sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
        assertThat(figures.path(field).asDouble())
                .as("%s, seed %d", field, seed)
                .isCloseTo(exact, within(Math.max(1, 0.01 * Math.abs(exact)) + 1e-9));
    }

    private void assertFigures(JsonNode figures, List<Double> sorted) {
        assertThat(figures.path("count").asLong()).as("seed %d", seed).isEqualTo(sorted.size());
        assertThat(figures.path("minMs").asDouble()).isEqualTo(sorted.get(0));
        assertThat(figures.path("maxMs").asDouble()).isEqualTo(sorted.get(sorted.size() - 1));
        assertThat(figures.path("meanMs").asDouble())
                .isCloseTo(sorted.stream().mapToDouble(ms -> ms).average().orElseThrow(), ROUNDING);
        assertPercentile(figures, "p5Ms", 0.05, sorted);
        assertPercentile(figures, "p50Ms", 0.5, sorted);
        assertPercentile(figures, "p95Ms", 0.95, sorted);
        assertThat(figures.path("lowerMs").asDouble()).isCloseTo(sorted.get(0) - 50, ROUNDING);
    }

    /** Once from samples, once from roll-ups, and once where only some minutes are rolled up. */
    @Test
    void theSummaryIsThatOfTheSamplesOfTheRange() {
        System.out.println("LatencyHistoryIT seed " + seed);
        List<Sample> samples = new ArrayList<>(measure("OWN", start, 600));
        Instant from = start.plusMillis(47_123);
        Instant to = start.plusMillis(512_345);
        for (int round = 0; round < 3; round++) {
            JsonNode summary = ask(
                    "latencySummary(" + range(from, to) + ")",
                    "{ samplesKept lines { participantId source count implausible clockFaults minMs meanMs meanLowerMs sdMs p5Ms"
                            + " p50Ms p90Ms p95Ms p99Ms maxMs lowerMs } }");
            assertThat(summary.path("samplesKept").asBoolean()).isTrue();
            assertThat(summary.path("lines")).hasSize(1);
            JsonNode line = summary.at("/lines/0");
            List<Double> sorted = counted(samples, from, to);
            assertFigures(line, sorted);
            assertPercentile(line, "p90Ms", 0.9, sorted);
            assertPercentile(line, "p99Ms", 0.99, sorted);
            double mean = line.path("meanMs").asDouble();
            double squares =
                    sorted.stream().mapToDouble(ms -> (ms - mean) * (ms - mean)).sum();
            assertThat(line.path("sdMs").asDouble()).isCloseTo(Math.sqrt(squares / (sorted.size() - 1)), ROUNDING);
            assertThat(line.path("meanLowerMs").asDouble()).isCloseTo(mean - 50, ROUNDING);
            assertThat(line.path("participantId").asString()).isEqualTo(participant.toString());
            assertThat(line.path("clockFaults").asInt()
                            + line.path("implausible").asInt())
                    .isPositive();
            if (round == 0) {
                measured.rollUp();
            } else {
                samples.addAll(measure("OWN", start.plusSeconds(180), 90));
            }
        }
    }

    /** From samples by the second. Longer ranges are answered by the minute, of which there are too few. */
    @Test
    void intervalsOfTheSummaryContainItsFigures() {
        measure("OWN", start, 300);
        Instant to = start.plusSeconds(300);
        JsonNode line = intervals(range(start, to));
        for (String figure : List.of("p50", "p95", "mean")) {
            JsonNode interval = line.path("intervals").path(figure);
            assertThat(line.path(figure + "Ms").asDouble())
                    .as("%s %s, seed %d", figure, interval, seed)
                    .isBetween(
                            interval.path("lowerMs").asDouble(),
                            interval.path("upperMs").asDouble());
            assertThat(interval.path("upperMs").asDouble()
                            - interval.path("lowerMs").asDouble())
                    .as("%s %s, seed %d", figure, interval, seed)
                    .isBetween(0.5, 30.0);
        }
        measured.rollUp();
        JsonNode byMinute =
                intervals(range(start, start.plus(Duration.ofHours(4)))).path("intervals");
        assertThat(List.of("p50", "p95", "mean"))
                .allSatisfy(figure -> assertThat(byMinute.get(figure).isNull())
                        .as("five minutes are too few")
                        .isTrue());
    }

    private JsonNode intervals(String range) {
        String interval = "{ lowerMs upperMs }";
        return ask(
                        "latencySummary(" + range + ")",
                        "{ lines { p50Ms p95Ms meanMs intervals { p50 %1$s p95 %1$s mean %1$s } } }"
                                .formatted(interval))
                .at("/lines/0");
    }

    @Test
    void everyBucketIsThatOfItsSamplesAtAnyResolution() {
        List<Sample> samples = new ArrayList<>(measure("GOPRO", start, 120));
        samples.addAll(measure("GOPRO", start.plusSeconds(480), 200));
        measured.rollUp();
        Instant to = start.plusSeconds(900);
        for (int seconds : new int[] {10, 60, 120}) {
            JsonNode history = ask(
                    "latencyHistory(%s, resolution: \"PT%dS\")".formatted(range(start, to), seconds),
                    "{ resolution lines { source buckets { startsAt count minMs meanMs p5Ms p50Ms p95Ms maxMs lowerMs } } }");
            assertThat(Duration.parse(history.path("resolution").asString())).isEqualTo(Duration.ofSeconds(seconds));
            List<Instant> starts = new ArrayList<>();
            for (JsonNode bucket : history.at("/lines/0/buckets")) {
                Instant bucketStart = Instant.parse(bucket.path("startsAt").asString());
                starts.add(bucketStart);
                assertFigures(bucket, counted(samples, bucketStart, bucketStart.plusSeconds(seconds)));
            }
            // Nothing was measured from 120 s to 480 s, and after 680 s.
            assertThat(starts)
                    .containsExactlyElementsOf(
                            Stream.iterate(start, at -> at.isBefore(to), at -> at.plusSeconds(seconds))
                                    .filter(at -> !counted(samples, at, at.plusSeconds(seconds))
                                            .isEmpty())
                                    .toList());
            assertThat(starts).doesNotContain(start.plusSeconds(240));
        }
    }

    @Test
    void kindsOfClocksAndParticipantsAreNeverMixed() {
        measure("OWN", start, 30);
        measure("STAMP", start, 30);
        UUID ben = measured.join("Ben");
        measured.store(ben, "OWN", List.of(new Sample(start.plusSeconds(3), 77, "VALID")));
        String whole = range(start, start.plusSeconds(60));
        assertThat(ask("latencyHistory(" + whole + ")", "{ lines { source buckets { count } } }")
                        .path("lines"))
                .hasSize(3);
        JsonNode lines = ask(
                        "latencySummary(%s, participantId: \"%s\", source: OWN)".formatted(whole, ben),
                        "{ lines { source p50Ms maxMs } }")
                .path("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.at("/0/p50Ms").asDouble()).isEqualTo(77.0);
    }

    @Test
    void theDistributionCountsEverySample() {
        List<Sample> samples = measure("OWN", start, 60);
        JsonNode distribution = ask(
                        "latencyDistribution(" + range(start, start.plusSeconds(60)) + ")",
                        "{ count bins { fromMs toMs count } }")
                .get(0);
        List<Double> sorted = counted(samples, start, start.plusSeconds(60));
        long total = 0;
        for (JsonNode bin : distribution.path("bins")) {
            total += bin.path("count").asLong();
            double to = bin.path("toMs").asDouble();
            assertThat(total)
                    .as("up to %s ms, seed %d", to, seed)
                    .isEqualTo(sorted.stream().filter(ms -> ms <= to).count());
        }
        assertThat(total)
                .isEqualTo(sorted.size())
                .isEqualTo(distribution.path("count").asLong());
    }

    @Test
    void theQualityOfVideoIsThatOfItsSeconds() {
        measured.storeQuality(participant, start, 100);
        measured.storeQuality(participant, start.plusSeconds(600), 60);
        for (int round = 0; round < 2; round++) {
            JsonNode history = ask(
                    "videoQuality(" + range(start, start.plusSeconds(900)) + ", resolution: \"PT1M\")",
                    "{ windowsKept lines { participantId buckets { startsAt seconds bitsPerSecond packetsReceived packetsLost"
                            + " lossPercent jitterMs maxJitterMs framesPerSecond freezes frozenMs brightness sharpness mediaServerMs } } }");
            JsonNode buckets = history.at("/lines/0/buckets");
            assertThat(buckets.findValuesAsString("startsAt"))
                    .containsExactly(
                            start.toString(),
                            start.plusSeconds(60).toString(),
                            start.plusSeconds(600).toString());
            JsonNode second = buckets.get(1);
            assertThat(second.path("seconds").asInt()).isEqualTo(40);
            assertThat(second.path("packetsLost").asInt()).isEqualTo(80);
            assertThat(second.path("freezes").asInt()).isEqualTo(40);
            assertThat(Map.of(
                            "bitsPerSecond", 240_000.0,
                            "lossPercent", 2.0,
                            "jitterMs", 1.5,
                            "maxJitterMs", 2.0,
                            "framesPerSecond", 30.0,
                            "frozenMs", 10_000.0,
                            "brightness", 120.0))
                    .allSatisfy((field, value) ->
                            assertThat(second.path(field).asDouble()).as(field).isEqualTo(value));
            assertThat(second.path("mediaServerMs").isNull()).isTrue();
            JsonNode fine = ask(
                    "videoQuality(" + range(start, start.plusSeconds(900)) + ", resolution: \"PT5S\")",
                    "{ lines { buckets { seconds } } }");
            assertThat(fine.at("/lines/0/buckets")).hasSize(20 + 12);
            assertThat(ask(
                                    "latencySummary(" + range(start, start.plusSeconds(900)) + ")",
                                    "{ lines { count } refused { reason count } }")
                            .path("refused")
                            .toString())
                    .isEqualTo("[{\"reason\":\"FAST_PAGE\",\"count\":320}]");
            measured.rollUp();
        }
    }

    @Test
    void whatIsDroppedIsAnsweredFromRollUpsAndSaysSo() {
        Instant old = start.minus(Duration.ofDays(40));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            samples.add(new Sample(old.plusMillis(100L * i), 100 + random.nextInt(100), "VALID"));
        }
        measured.store(participant, "OWN", samples);
        measured.rollUp();
        database.sql("select drop_measurement_partitions(30, 90)").then().block();
        JsonNode summary = ask(
                "latencySummary(" + range(old.plusSeconds(10), old.plusSeconds(20)) + ")",
                "{ samplesKept lines { count minMs meanMs p5Ms p50Ms p95Ms maxMs lowerMs } }");
        assertThat(summary.path("samplesKept").asBoolean()).isFalse();
        assertFigures(summary.at("/lines/0"), counted(samples, old, old.plusSeconds(60)));
        JsonNode history = ask(
                "latencyHistory(" + range(old, old.plusSeconds(60)) + ", resolution: \"PT1S\")",
                "{ resolution samplesKept lines { buckets { count } } }");
        assertThat(history.path("resolution").asString()).isEqualTo("PT1M");
        assertThat(history.path("samplesKept").asBoolean()).isFalse();
        assertThat(history.at("/lines/0/buckets")).hasSize(1);
    }

    @Test
    void aRangeBefore1970IsKeptWhereNothingWasDropped() {
        new OwnerOf(database).execute("delete from dropped_measurements");
        String range = "range: { from: \"1969-07-20T20:00:00Z\", to: \"1969-07-20T21:00:00Z\" }";
        JsonNode summary = ask("latencySummary(" + range + ")", "{ samplesKept lines { count } }");
        assertThat(summary.path("samplesKept").asBoolean()).isTrue();
        assertThat(summary.path("lines")).isEmpty();
        JsonNode quality = ask("videoQuality(" + range + ")", "{ windowsKept lines { participantId } }");
        assertThat(quality.path("windowsKept").asBoolean()).isTrue();
        assertThat(quality.path("lines")).isEmpty();
    }

    @Test
    void aMeetingWithoutMeasurementsHasNoLines() {
        assertThat(ask("latencySummary", "{ lines { count } }").path("lines")).isEmpty();
        assertThat(ask("latencyHistory(participantId: \"" + participant + "\")", "{ lines { source } }")
                        .path("lines"))
                .isEmpty();
        assertThat(ask("videoQuality", "{ lines { participantId } }").path("lines"))
                .isEmpty();
        assertThat(ask("latencyDistribution", "{ count }")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RANGE_REVERSED | latencySummary(range: { from: \"2026-03-02T00:00:00Z\", to: \"2026-03-01T00:00:00Z\" }) { from }",
                "RANGE_REVERSED | videoQuality(range: { from: \"2026-03-01T00:00:00Z\", to: \"2026-03-01T00:00:00Z\" }) { from }",
                "RANGE_REVERSED | glassToGlass(range: { from: \"2026-03-02T00:00:00Z\", to: \"2026-03-01T00:00:00Z\" }) { from }",
                "TOO_MANY_POINTS | glassToGlass(maxPoints: 5001) { from }",
                "UNKNOWN_PARTICIPANT | glassToGlass(participantId: \"00000000-0000-4000-8000-000000000000\") { from }",
                "TOO_MANY_POINTS | latencyHistory(maxPoints: 5001) { from }",
                "INVALID_ARGUMENT | latencyHistory(maxPoints: 0) { from }",
                "INVALID_ARGUMENT | latencyHistory(resolution: \"PT0S\") { from }",
                "INVALID_ARGUMENT | latencyHistory(resolution: \"PT90S\") { from }",
                "INVALID_ARGUMENT | latencyHistory(resolution: \"PT1S\", range: { from: \"$4h\" }) { from }",
                "TOO_MANY_POINTS | latencyHistory(resolution: \"PT1M\", range: { from: \"2026-03-01T00:00:00Z\" }) { from }",
                "TOO_MANY_POINTS | videoQuality(resolution: \"PT1S\", maxPoints: 100,"
                        + " range: { from: \"$4h\", to: \"$3h\" }) { from }",
                "UNKNOWN_PARTICIPANT | latencySummary(participantId: \"00000000-0000-4000-8000-000000000000\") { from }",
                "UNKNOWN_PARTICIPANT | videoQuality(participantId: \"00000000-0000-4000-8000-000000000000\") { from }",
                "INVALID_ARGUMENT | latencyDistribution(participantId: \"me\") { count }",
            })
    void badArgumentsHaveCodes(String code, String field) {
        Instant now = Instant.now();
        String asked = field.replace("$4h", now.minus(Duration.ofHours(4)).toString())
                .replace("$3h", now.minus(Duration.ofHours(3)).toString());
        JsonNode answer = GraphQl.ask(ada, "{ meeting(id: \"%s\") { %s } }".formatted(meeting, asked), Map.of());
        assertThat(answer.at("/errors/0/extensions/code").asString())
                .as(answer.toString())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 minute", "PT", "60"})
    void aDurationThatIsNoneIsRefused(String text) {
        JsonNode answer = GraphQl.ask(
                ada,
                "{ meeting(id: \"%s\") { latencyHistory(resolution: \"%s\") { from } } }".formatted(meeting, text),
                Map.of());
        assertThat(answer.path("errors")).as(answer.toString()).isNotEmpty();
        assertThat(answer.toString()).doesNotContain("INTERNAL_ERROR");
    }
}
