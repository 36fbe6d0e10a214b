package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every field of the schema returns to accounts without access. */
@ChattyCatTest
class AccessByFieldIT {
    private enum Gives {
        /** Only what is the asker's own. */
        OWN,
        /** Null, as if there were nothing. */
        NOTHING,
        /** An error, and nothing changes. */
        AN_ERROR,
        /** Whatever the fields that lead here give; nothing else leads here. */
        INSIDE
    }

    /** The test fails for a field that is missing here: decide what it returns to accounts without access, and add it. */
    private static final String DECISIONS = """
            Query.me OWN
            Query.meeting NOTHING
            Query.meetings OWN
            Query.compareMeetings AN_ERROR
            Query.shared AN_ERROR
            Mutation.createMeeting OWN
            Mutation.allowGuests AN_ERROR
            Mutation.removeParticipant AN_ERROR
            Mutation.lockMeeting AN_ERROR
            Mutation.requestStamps AN_ERROR
            Mutation.renameMeeting AN_ERROR
            Mutation.annotate AN_ERROR
            Mutation.deleteAnnotation AN_ERROR
            Mutation.deleteMeeting AN_ERROR
            Mutation.createAccessToken OWN
            Mutation.revokeAccessToken AN_ERROR
            Mutation.createSharedLink AN_ERROR
            Mutation.revokeSharedLink AN_ERROR
            Mutation.createAlertRule AN_ERROR
            Mutation.deleteAlertRule AN_ERROR
            Mutation.createWebhook OWN
            Mutation.deleteWebhook AN_ERROR
            Mutation.testWebhook AN_ERROR
            Subscription.latencyMeasured AN_ERROR
            Comparison.spans INSIDE
            Comparison.differences INSIDE
            SpanFigures.label INSIDE
            SpanFigures.meetingId INSIDE
            SpanFigures.meetingTitle INSIDE
            SpanFigures.from INSIDE
            SpanFigures.to INSIDE
            SpanFigures.participantId INSIDE
            SpanFigures.displayName INSIDE
            SpanFigures.source INSIDE
            SpanFigures.windowsKept INSIDE
            SpanFigures.seconds INSIDE
            SpanFigures.medianMs INSIDE
            SpanFigures.blockSeconds INSIDE
            SpanFigures.blocks INSIDE
            SpanFigures.clockErrorMs INSIDE
            SpanFigures.bins INSIDE
            SpanFigures.lossPercent INSIDE
            SpanFigures.bitsPerSecond INSIDE
            SpanFigures.framesPerSecond INSIDE
            SpanDifference.label INSIDE
            SpanDifference.verdict INSIDE
            SpanDifference.sentence INSIDE
            SpanDifference.medianMs INSIDE
            SpanDifference.lowerMs INSIDE
            SpanDifference.upperMs INSIDE
            SpanDifference.systematicMs INSIDE
            SpanDifference.clocksMayDifferMs INSIDE
            SpanDifference.lossPercent INSIDE
            SpanDifference.bitsPerSecond INSIDE
            SpanDifference.framesPerSecond INSIDE
            QuantityDifference.value INSIDE
            QuantityDifference.lower INSIDE
            QuantityDifference.upper INSIDE
            CreatedSharedLink.token INSIDE
            CreatedSharedLink.link INSIDE
            SharedLink.id INSIDE
            SharedLink.createdBy INSIDE
            SharedLink.comparison INSIDE
            SharedLink.createdAt INSIDE
            SharedLink.expiresAt INSIDE
            SharedLink.lastUsedAt INSIDE
            Shared.expiresAt INSIDE
            Shared.meeting INSIDE
            Shared.comparison INSIDE
            Meeting.sharedLinks INSIDE
            Account.id INSIDE
            Account.email INSIDE
            Account.displayName INSIDE
            Account.accessTokens INSIDE
            Account.alertRules INSIDE
            Account.webhooks INSIDE
            AlertRule.id INSIDE
            AlertRule.meetingId INSIDE
            AlertRule.kind INSIDE
            AlertRule.threshold INSIDE
            AlertRule.seconds INSIDE
            AlertRule.byEmail INSIDE
            AlertRule.webhookId INSIDE
            AlertRule.createdAt INSIDE
            AlertRule.text INSIDE
            Webhook.id INSIDE
            Webhook.url INSIDE
            Webhook.createdAt INSIDE
            Webhook.deliveries INSIDE
            CreatedWebhook.secret INSIDE
            CreatedWebhook.webhook INSIDE
            WebhookDelivery.id INSIDE
            WebhookDelivery.event INSIDE
            WebhookDelivery.status INSIDE
            WebhookDelivery.attempts INSIDE
            WebhookDelivery.createdAt INSIDE
            WebhookDelivery.lastAttemptAt INSIDE
            WebhookDelivery.nextAttemptAt INSIDE
            WebhookDelivery.httpStatus INSIDE
            WebhookDelivery.problem INSIDE
            Alert.id INSIDE
            Alert.at INSIDE
            Alert.until INSIDE
            Alert.participantId INSIDE
            Alert.kind INSIDE
            Alert.threshold INSIDE
            Alert.seconds INSIDE
            Alert.value INSIDE
            AccessToken.id INSIDE
            AccessToken.name INSIDE
            AccessToken.access INSIDE
            AccessToken.meetingId INSIDE
            AccessToken.createdAt INSIDE
            AccessToken.expiresAt INSIDE
            AccessToken.lastUsedAt INSIDE
            CreatedAccessToken.secret INSIDE
            CreatedAccessToken.accessToken INSIDE
            Meeting.id INSIDE
            Meeting.createdAt INSIDE
            Meeting.startedAt INSIDE
            Meeting.latencyOverview INSIDE
            LatencyOverview.source INSIDE
            LatencyOverview.samples INSIDE
            LatencyOverview.p50Ms INSIDE
            LatencyOverview.sparkline INSIDE
            Meeting.endedAt INSIDE
            Meeting.host INSIDE
            Meeting.guestsAllowed INSIDE
            Meeting.locked INSIDE
            Meeting.stampsRequested INSIDE
            Meeting.title INSIDE
            Meeting.chatMessages INSIDE
            ChatMessage.id INSIDE
            ChatMessage.number INSIDE
            ChatMessage.participantId INSIDE
            ChatMessage.displayName INSIDE
            ChatMessage.guest INSIDE
            ChatMessage.sentAt INSIDE
            ChatMessage.text INSIDE
            ChatMessageConnection.edges INSIDE
            ChatMessageConnection.pageInfo INSIDE
            ChatMessageEdge.cursor INSIDE
            ChatMessageEdge.node INSIDE
            Meeting.participants INSIDE
            Meeting.latencySamples INSIDE
            Meeting.viewerQuality INSIDE
            Meeting.latencySummary INSIDE
            Meeting.latencyHistory INSIDE
            Meeting.latencyDistribution INSIDE
            Meeting.videoQuality INSIDE
            Meeting.timeline INSIDE
            Stay.id INSIDE
            Stay.at INSIDE
            Stay.until INSIDE
            Stay.participantId INSIDE
            Stay.displayName INSIDE
            ScreenShare.id INSIDE
            ScreenShare.at INSIDE
            ScreenShare.until INSIDE
            ScreenShare.participantId INSIDE
            Annotation.id INSIDE
            Annotation.at INSIDE
            Annotation.until INSIDE
            Annotation.text INSIDE
            Annotation.author INSIDE
            Annotation.deletable INSIDE
            ClockFault.id INSIDE
            ClockFault.at INSIDE
            ClockFault.until INSIDE
            ClockFault.participantId INSIDE
            ClockFault.source INSIDE
            ClockFault.samples INSIDE
            MediaServerOutage.id INSIDE
            MediaServerOutage.at INSIDE
            MediaServerOutage.until INSIDE
            LatencyHistory.resolution INSIDE
            LatencyHistory.from INSIDE
            LatencyHistory.to INSIDE
            LatencyHistory.samplesKept INSIDE
            LatencyHistory.lines INSIDE
            LatencyLine.participantId INSIDE
            LatencyLine.source INSIDE
            LatencyLine.buckets INSIDE
            LatencyBucket.startsAt INSIDE
            LatencyBucket.count INSIDE
            LatencyBucket.implausible INSIDE
            LatencyBucket.clockFaults INSIDE
            LatencyBucket.minMs INSIDE
            LatencyBucket.meanMs INSIDE
            LatencyBucket.p5Ms INSIDE
            LatencyBucket.p50Ms INSIDE
            LatencyBucket.p95Ms INSIDE
            LatencyBucket.maxMs INSIDE
            LatencyBucket.lowerMs INSIDE
            LatencyBucket.upperMs INSIDE
            LatencySummary.from INSIDE
            LatencySummary.to INSIDE
            LatencySummary.samplesKept INSIDE
            LatencySummary.lines INSIDE
            LatencySummary.refused INSIDE
            LatencyFigures.participantId INSIDE
            LatencyFigures.source INSIDE
            LatencyFigures.count INSIDE
            LatencyFigures.implausible INSIDE
            LatencyFigures.clockFaults INSIDE
            LatencyFigures.minMs INSIDE
            LatencyFigures.meanMs INSIDE
            LatencyFigures.meanLowerMs INSIDE
            LatencyFigures.meanUpperMs INSIDE
            LatencyFigures.sdMs INSIDE
            LatencyFigures.p5Ms INSIDE
            LatencyFigures.p50Ms INSIDE
            LatencyFigures.p90Ms INSIDE
            LatencyFigures.p95Ms INSIDE
            LatencyFigures.p99Ms INSIDE
            LatencyFigures.maxMs INSIDE
            LatencyFigures.lowerMs INSIDE
            LatencyFigures.upperMs INSIDE
            RefusedTexts.reason INSIDE
            RefusedTexts.count INSIDE
            LatencyDistribution.participantId INSIDE
            LatencyDistribution.source INSIDE
            LatencyDistribution.count INSIDE
            LatencyDistribution.bins INSIDE
            LatencyBin.fromMs INSIDE
            LatencyBin.toMs INSIDE
            LatencyBin.count INSIDE
            VideoQualityHistory.resolution INSIDE
            VideoQualityHistory.from INSIDE
            VideoQualityHistory.to INSIDE
            VideoQualityHistory.windowsKept INSIDE
            VideoQualityHistory.lines INSIDE
            VideoQualityLine.participantId INSIDE
            VideoQualityLine.buckets INSIDE
            VideoQualityBucket.startsAt INSIDE
            VideoQualityBucket.seconds INSIDE
            VideoQualityBucket.bitsPerSecond INSIDE
            VideoQualityBucket.packetsReceived INSIDE
            VideoQualityBucket.packetsLost INSIDE
            VideoQualityBucket.lossPercent INSIDE
            VideoQualityBucket.jitterMs INSIDE
            VideoQualityBucket.maxJitterMs INSIDE
            VideoQualityBucket.framesPerSecond INSIDE
            VideoQualityBucket.framesDropped INSIDE
            VideoQualityBucket.freezes INSIDE
            VideoQualityBucket.frozenMs INSIDE
            VideoQualityBucket.brightness INSIDE
            VideoQualityBucket.sharpness INSIDE
            VideoQualityBucket.mediaServerMs INSIDE
            Participant.id INSIDE
            Participant.displayName INSIDE
            Participant.guest INSIDE
            Participant.joinedAt INSIDE
            Participant.leftAt INSIDE
            LatencySample.id INSIDE
            LatencySample.meetingId INSIDE
            LatencySample.participantId INSIDE
            LatencySample.publicationId INSIDE
            LatencySample.arrivedAt INSIDE
            LatencySample.clockAt INSIDE
            LatencySample.latencyMs INSIDE
            LatencySample.lowerMs INSIDE
            LatencySample.upperMs INSIDE
            LatencySample.source INSIDE
            LatencySample.zone INSIDE
            LatencySample.clockFault INSIDE
            LatencySample.estimateMs INSIDE
            LatencySample.estimateLowerMs INSIDE
            LatencySample.estimateUpperMs INSIDE
            LatencySample.plusMinusMs INSIDE
            LatencySample.clockId INSIDE
            LatencySample.clockNumber INSIDE
            LatencySample.validity INSIDE
            MeetingConnection.edges INSIDE
            MeetingConnection.pageInfo INSIDE
            MeetingEdge.node INSIDE
            MeetingEdge.cursor INSIDE
            LatencySampleConnection.edges INSIDE
            LatencySampleConnection.pageInfo INSIDE
            LatencySampleEdge.node INSIDE
            LatencySampleEdge.cursor INSIDE
            ViewerQuality.id INSIDE
            ViewerQuality.meetingId INSIDE
            ViewerQuality.publicationId INSIDE
            ViewerQuality.participantId INSIDE
            ViewerQuality.viewerId INSIDE
            ViewerQuality.startsAt INSIDE
            ViewerQuality.clockErrorMs INSIDE
            ViewerQuality.report INSIDE
            ViewerQuality.glassToGlass INSIDE
            ViewerQuality.matchedFrames INSIDE
            MatchedFrames.frames INSIDE
            MatchedFrames.cameraToServerMs INSIDE
            MatchedFrames.downlinkMs INSIDE
            MatchedFrames.serverToScreenMs INSIDE
            ViewerReport.rttMs INSIDE
            ViewerReport.networkJitterMs INSIDE
            ViewerReport.processingMs INSIDE
            ViewerReport.assemblyMs INSIDE
            ViewerReport.displayMs INSIDE
            ViewerReport.packetsReceived INSIDE
            ViewerReport.packetsLost INSIDE
            ViewerReport.framesDecoded INSIDE
            ViewerReport.framesDropped INSIDE
            ViewerReport.framesPerSecond INSIDE
            ViewerReport.freezes INSIDE
            ViewerReport.frozenMs INSIDE
            ViewerReport.width INSIDE
            ViewerReport.height INSIDE
            ViewerReport.directMs INSIDE
            ViewerReport.directLowerMs INSIDE
            ViewerReport.directUpperMs INSIDE
            ViewerReport.directReadings INSIDE
            GlassToGlass.cameraToServerMs INSIDE
            GlassToGlass.cameraToServerLowerMs INSIDE
            GlassToGlass.cameraToServerUpperMs INSIDE
            GlassToGlass.cameraSource INSIDE
            GlassToGlass.captureMs INSIDE
            GlassToGlass.capturePlusMinusMs INSIDE
            GlassToGlass.mediaServerMs INSIDE
            GlassToGlass.downlinkMs INSIDE
            GlassToGlass.jitterBufferMs INSIDE
            GlassToGlass.decodeMs INSIDE
            GlassToGlass.renderMs INSIDE
            GlassToGlass.estimateMs INSIDE
            GlassToGlass.lowerMs INSIDE
            GlassToGlass.upperMs INSIDE
            TimelineConnection.edges INSIDE
            TimelineConnection.pageInfo INSIDE
            TimelineEdge.node INSIDE
            TimelineEdge.cursor INSIDE
            ViewerQualityConnection.edges INSIDE
            ViewerQualityConnection.pageInfo INSIDE
            ViewerQualityEdge.node INSIDE
            ViewerQualityEdge.cursor INSIDE
            PageInfo.hasNextPage INSIDE
            PageInfo.hasPreviousPage INSIDE
            PageInfo.startCursor INSIDE
            PageInfo.endCursor INSIDE
            """;

    /**
     * What tokens of the owner get: those that read everything, read this meeting, read another one, write everything, write
     * this meeting, write another one. DATA, NULL or nothing, or the code of the error. A root field that is missing here fails
     * the test.
     */
    private static final String DECISIONS_FOR_TOKENS = """
            Query.me TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Query.meeting DATA DATA NULL DATA DATA NULL
            Query.meetings DATA DATA OTHER DATA DATA OTHER
            Query.compareMeetings DATA DATA NOT_FOUND DATA DATA NOT_FOUND
            Query.shared NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND
            Mutation.createSharedLink TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.revokeSharedLink TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA TOKEN_SCOPE TOKEN_SCOPE
            Mutation.allowGuests TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.removeParticipant TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.lockMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.requestStamps TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.renameMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.annotate TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.deleteAnnotation TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA NOT_FOUND NOT_FOUND
            Mutation.deleteMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE IN_USE IN_USE NOT_FOUND
            Mutation.createAccessToken TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.revokeAccessToken TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createAlertRule TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.deleteAlertRule TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createWebhook TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.deleteWebhook TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.testWebhook TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Subscription.latencyMeasured DATA DATA INVALID_ARGUMENT DATA DATA INVALID_ARGUMENT
            """;

    /** Arguments that limit lists. */
    private static final Set<String> LIST_SIZES = Set.of("first", "maxPoints");

    private static final int DEEPEST = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private GraphQlSource source;

    @Autowired
    private LiveValues liveValues;

    private final Map<String, Gives> decisions = new TreeMap<>();
    private TestBrowser ada;
    private UUID meeting;
    private UUID participant;
    private UUID annotation;
    /** Data of the owner that must not appear in any response. */
    private Set<String> secrets;

    @BeforeEach
    void createPrivateData() {
        DECISIONS
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> decisions.put(words[0], Gives.valueOf(words[1])));
        ada = people.signIn("ada-" + UUID.randomUUID() + "@fields.example");
        meeting = GraphQl.createMeeting(ada);
        participant = UUID.randomUUID();
        execute("insert into participant (id, meeting_id, account_id, display_name, resume_token_hash) values ('"
                + participant + "', '" + meeting + "', '" + ada.accountId()
                + "', 'Ada the Secret', sha256(gen_random_uuid()::text::bytea))");
        annotation = UUID.fromString(GraphQl.data(
                        ada, "mutation { annotate(meetingId: \"%s\", text: \"Ada's note\") { id } }".formatted(meeting))
                .at("/annotate/id")
                .asString());
        UUID sample = Samples.store(database, meeting, participant);
        secrets = Set.of(
                ada.accountId().toString(),
                ada.session().get("email").asString(),
                "Ada the Secret",
                meeting.toString(),
                participant.toString(),
                annotation.toString(),
                "Ada's note",
                sample.toString());
    }

    @Test
    void everyFieldHasADecision() {
        Set<String> fields = new TreeSet<>();
        for (GraphQLObjectType type : objectTypes()) {
            type.getFieldDefinitions().forEach(field -> fields.add(type.getName() + "." + field.getName()));
        }
        assertThat(fields).isEqualTo(decisions.keySet());
    }

    @Test
    void nobodyElseGetsAnything() {
        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@fields.example");
        TestBrowser removed = people.signIn("removed-" + UUID.randomUUID() + "@fields.example");
        execute("insert into meeting_member (meeting_id, account_id, removed_at) values ('" + meeting + "', '"
                + removed.accountId() + "', now())");
        for (TestBrowser stranger : List.of(eve, removed)) {
            roots().forEach((coordinate, operation) -> {
                JsonNode answer = ask(stranger, operation);
                String field = coordinate.substring(coordinate.indexOf('.') + 1);
                switch (decisions.get(coordinate)) {
                    case OWN ->
                        assertThat(answer.at("/data/" + field).isObject())
                                .as(coordinate)
                                .isTrue();
                    case NOTHING -> {
                        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
                        assertThat(answer.at("/data/" + field).isNull())
                                .as(coordinate)
                                .isTrue();
                    }
                    case AN_ERROR ->
                        assertThat(answer.at("/errors/0/extensions/code").asString())
                                .as(coordinate)
                                .isIn("NOT_FOUND", "INVALID_ARGUMENT");
                    case INSIDE -> throw new AssertionError(coordinate + " leads somewhere");
                }
                assertThat(answer.toString()).as(coordinate).doesNotContain(secrets.toArray(String[]::new));
            });
        }
        assertThat(GraphQl.data(ada, "{ meeting(id: \"%s\") { guestsAllowed } }".formatted(meeting))
                        .at("/meeting/guestsAllowed")
                        .asBoolean())
                .isFalse();
        assertThat(count("select count(*) as n from participant where id = '" + participant
                        + "' and removed_at is null"))
                .isEqualTo(1);
        assertThat(count("select count(*) as n from annotation where meeting_id = '" + meeting + "'"))
                .isEqualTo(1);
    }

    /** Proves that the test above can fail. */
    @Test
    void theOwnerGetsAllOfIt() {
        String everything = roots().entrySet().stream()
                .filter(root -> root.getKey().startsWith("Query."))
                .map(root -> ask(ada, root.getValue()).toString())
                .collect(Collectors.joining());
        assertThat(everything).contains(secrets);
    }

    @Test
    void guestsAndStrangersHaveNoGraphQl() {
        GraphQl.data(ada, "mutation { allowGuests(meetingId: \"%s\", allowed: true) { id } }".formatted(meeting));
        TestBrowser guest = people.stranger();
        guest.postJson("/api/meetings/" + meeting + "/guests", Map.of("displayName", "Gus"));
        Map<TestBrowser, Integer> refused = Map.of(guest, 403, people.stranger(), 401);
        refused.forEach((browser, status) -> {
            roots().forEach((coordinate, operation) -> {
                HttpResponse<String> answer = browser.postJson("/graphql", Map.of("query", operation));
                assertThat(answer.statusCode()).as(coordinate).isEqualTo(status);
            });
            assertThatThrownBy(() -> GraphQlSocket.open(browser))
                    .satisfies(thrown -> assertThat(((WebSocketHandshakeException) thrown.getCause())
                                    .getResponse()
                                    .statusCode())
                            .isEqualTo(status));
        });
    }

    @Test
    void tokensGiveWhatTheirScopeSays() {
        UUID other = GraphQl.createMeeting(ada);
        // Whoever is removed in this test is not the owner.
        execute("update participant set account_id = null where id = '" + participant + "'");
        // Nobody can delete a meeting with somebody in it.
        execute("insert into participant (id, meeting_id, display_name, resume_token_hash) values (gen_random_uuid(), '"
                + meeting + "', 'Somebody', sha256(gen_random_uuid()::text::bytea))");
        List<TokenClient> tokens = Stream.of("READ", "READ_WRITE")
                .flatMap(access -> Stream.of(null, meeting, other).map(one -> TokenClient.create(ada, access, one)))
                .toList();
        Map<String, String> operations = roots();
        assertThat(DECISIONS_FOR_TOKENS.lines().map(line -> line.split(" ")[0]))
                .containsExactlyInAnyOrderElementsOf(operations.keySet());
        DECISIONS_FOR_TOKENS.lines().map(line -> line.split(" ")).forEach(words -> {
            for (int i = 0; i < tokens.size(); i++) {
                String what = words[0] + " with token " + i;
                assertGives(what, words[i + 1], tokens.get(i), operations.get(words[0]));
            }
        });
        TokenClient everything = tokens.get(0);
        assertThat(TestBrowser.json(everything.ask("{ me { id } }"))
                        .at("/data/me/id")
                        .asString())
                .isEqualTo(ada.accountId().toString());
    }

    /** The fields of a meeting that a link to its history shows. */
    private static final Set<String> SHOWN_BY_LINKS = Set.of(
            "id",
            "createdAt",
            "startedAt",
            "endedAt",
            "title",
            "participants",
            "latencySummary",
            "latencyHistory",
            "latencyDistribution",
            "latencySamples",
            "videoQuality",
            "timeline");

    /** Of these, the meeting is null. */
    private static final Set<String> SHOWN_BY_COMPARISONS = Set.of("Query.shared", "Query.meeting");

    @Test
    void sharedLinksShowOneHistoryOrComparisonAndNothingElse() {
        UUID other = GraphQl.createMeeting(ada);
        GraphQl.data(ada, "mutation { renameMeeting(meetingId: \"%s\", title: \"Other\") { id } }".formatted(other));
        execute(
                "insert into chat_message (id, meeting_id, number, participant_id, text, sent_at) values (gen_random_uuid(), '"
                        + meeting + "', 1, '" + participant + "', 'The secret chat', now())");
        execute("insert into latency_window (publication_id, meeting_id, participant_id, fencing, starts_at, source,"
                + " measurements, min_ms, p50_ms, p95_ms, max_ms, validity) select gen_random_uuid(), id, '"
                + participant
                + "', 1, date_trunc('second', created_at) + interval '5 s', 'OWN', 1, 1, 1, 1, 1, 'VALID' from meeting where id = '"
                + meeting + "'");
        String to = "range: { to: \"" + Instant.now().plusSeconds(60) + "\" }";
        String span = "{ meetingId: \"%s\", %s }".formatted(meeting, to);
        Map<String, TokenClient> links = Map.of(
                "history", link("meetingId: \"%s\"".formatted(meeting)),
                "comparison", link("meetingId: \"%s\", spans: [%s, %s]".formatted(meeting, span, span)));
        Set<String> hidden = Set.of(
                ada.accountId().toString(), ada.session().get("email").asString(), "The secret chat", other.toString());
        links.forEach((kind, client) -> {
            for (Map.Entry<String, String> root : roots().entrySet()) {
                if (!root.getKey().startsWith("Subscription.")) {
                    JsonNode answer = TestBrowser.json(client.ask(root.getValue()));
                    assertThat(answer.at("/errors/0/extensions/code").asString())
                            .as(kind + root.getKey() + answer)
                            .isEqualTo(
                                    kind.equals("comparison") && SHOWN_BY_COMPARISONS.contains(root.getKey())
                                            ? ""
                                            : "TOKEN_SCOPE");
                    assertThat(answer.toString()).as(kind + root.getKey()).doesNotContain(hidden);
                }
            }
            for (GraphQLFieldDefinition field :
                    source.schema().getObjectType("Meeting").getFieldDefinitions()) {
                JsonNode answer = TestBrowser.json(
                        client.ask("{ meeting(id: \"" + meeting + "\") { " + selection(field, DEEPEST) + " } }"));
                boolean shown = kind.equals("history") && SHOWN_BY_LINKS.contains(field.getName());
                assertThat(answer.has("errors"))
                        .as(kind + field.getName() + answer)
                        .isEqualTo(kind.equals("history") && !shown);
                if (shown || kind.equals("comparison")) {
                    assertThat(answer.at("/data/meeting").isObject())
                            .as(kind + field.getName() + answer)
                            .isEqualTo(shown);
                }
                assertThat(answer.toString()).as(kind + field.getName()).doesNotContain(hidden);
            }
            assertThat(TestBrowser.json(client.ask("{ meeting(id: \"" + other + "\") { id } }"))
                            .toString())
                    .isEqualTo("{\"data\":{\"meeting\":null}}");
            assertThat(client.send("GET", "/api/meetings/" + meeting + "/samples.csv", null)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(client.send("GET", "/api/account/data", null).statusCode())
                    .isEqualTo(403);
        });
        assertThat(links.get("history")
                        .ask("{ shared { meeting { id participants { displayName } timeline { edges { node { ... on"
                                + " Annotation { text deletable } } } } } comparison { spans { label } } } }")
                        .body())
                .contains(
                        meeting.toString(),
                        "Ada the Secret",
                        "Ada's note",
                        "\"deletable\":false",
                        "\"comparison\":null");
        assertThat(links.get("comparison")
                        .ask("{ shared { meeting { id } comparison { spans { displayName } } } }")
                        .body())
                .contains("\"meeting\":null", "Ada the Secret");
    }

    private TokenClient link(String arguments) {
        return TokenClient.with(
                ada.base(),
                GraphQl.data(ada, "mutation { createSharedLink(days: 1, %s) { token } }".formatted(arguments))
                        .at("/createSharedLink/token")
                        .asString());
    }

    private void assertGives(String what, String expected, TokenClient token, String operation) {
        if (operation.startsWith("subscription") && expected.equals("DATA")) {
            try (GraphQlSocket socket = GraphQlSocket.of(token.socket(ada.base()))) {
                socket.subscribe(operation);
                socket.awaitNextWhile(() -> liveValues.measured(List.of(HistoryIT.measurement(meeting))));
            }
            return;
        }
        JsonNode answer = operation.startsWith("subscription")
                ? errorOf(GraphQlSocket.of(token.socket(ada.base())), operation)
                : TestBrowser.json(token.ask(operation));
        switch (expected) {
            case "DATA" -> {
                assertThat(answer.has("errors")).as(what + answer).isFalse();
                if (operation.startsWith("query")) {
                    assertThat(answer.toString()).as(what).contains(meeting.toString());
                }
            }
            case "NULL" -> assertThat(answer.toString()).as(what).isEqualTo("{\"data\":{\"meeting\":null}}");
            case "OTHER" ->
                assertThat(answer.toString())
                        .as(what)
                        .doesNotContain("errors")
                        .doesNotContain(secrets.toArray(String[]::new));
            default -> {
                assertThat(answer.at("/errors/0/extensions/code").asString())
                        .as(what + answer)
                        .isEqualTo(expected);
                assertThat(answer.toString()).as(what).doesNotContain(secrets.toArray(String[]::new));
            }
        }
    }

    private JsonNode ask(TestBrowser browser, String operation) {
        if (!operation.startsWith("subscription")) {
            return GraphQl.ask(browser, operation, Map.of());
        }
        return errorOf(GraphQlSocket.open(browser), operation);
    }

    private static JsonNode errorOf(GraphQlSocket opened, String operation) {
        try (GraphQlSocket socket = opened) {
            socket.subscribe(operation);
            JsonNode error = socket.await("error");
            return JSON.readTree("{\"errors\": " + error.get("payload") + "}");
        }
    }

    /** For each root field an operation that requests data of the owner, with all nested fields selected. */
    private Map<String, String> roots() {
        GraphQLSchema schema = source.schema();
        Map<String, String> operations = new TreeMap<>();
        Map.of(
                        "query",
                        schema.getQueryType(),
                        "mutation",
                        schema.getMutationType(),
                        "subscription",
                        schema.getSubscriptionType())
                .forEach((kind, root) -> root.getFieldDefinitions()
                        .forEach(field -> operations.put(
                                root.getName() + "." + field.getName(),
                                kind + " { " + selection(field, DEEPEST) + " }")));
        return operations;
    }

    private String selection(GraphQLFieldDefinition field, int depth) {
        String arguments = field.getArguments().stream()
                .filter(argument -> LIST_SIZES.contains(argument.getName())
                        || argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue())
                .map(argument -> argument.getName() + ": " + value(argument))
                .collect(Collectors.joining(", "));
        GraphQLOutputType type = (GraphQLOutputType) GraphQLTypeUtil.unwrapAll(field.getType());
        return field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + beneath(type, depth);
    }

    private String beneath(GraphQLOutputType type, int depth) {
        if (depth > 0 && type instanceof GraphQLObjectType object) {
            return object.getFieldDefinitions().stream()
                    .map(child -> selection(child, depth - 1))
                    .collect(Collectors.joining(" ", " { ", " }"));
        }
        if (depth > 0 && type instanceof GraphQLInterfaceType several) {
            return source.schema().getImplementations(several).stream()
                    .map(one -> "... on " + one.getName() + beneath(one, depth))
                    .collect(Collectors.joining(" ", " { ", " }"));
        }
        return "";
    }

    private String value(GraphQLArgument argument) {
        return switch (argument.getName()) {
            case "id", "meetingId" -> "\"" + meeting + "\"";
            case "participantId" -> "\"" + participant + "\"";
            case "annotationId" -> "\"" + annotation + "\"";
            case "spans" -> "[{ meetingId: \"%1$s\" }, { meetingId: \"%1$s\" }]".formatted(meeting);
            case "text" -> "\"Eve's note\"";
            case "allowed", "locked", "lock", "requested" -> "true";
            case "name" -> "\"a program\"";
            case "access" -> "READ";
            case "rule" -> "{ meetingId: \"" + meeting + "\", kind: LATENCY, threshold: 300, seconds: 30 }";
            case "url" -> "\"https://example.org/alerts\"";
            case "days" -> "1";
            // Everything of a whole page would cost too much.
            case "first", "maxPoints" -> "2";
            default -> throw new AssertionError("say here what to ask with for " + argument.getName());
        };
    }

    private List<GraphQLObjectType> objectTypes() {
        return source.schema().getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !type.getName().startsWith("__"))
                .toList();
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
