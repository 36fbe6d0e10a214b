package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLObjectType;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What every field of the schema returns to accounts without access. */
class AccessByFieldIT extends FieldAccessTest {
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
            Query.node NOTHING
            Query.compareMeetings AN_ERROR
            Query.shared AN_ERROR
            Mutation.createMeeting OWN
            Mutation.allowGuests AN_ERROR
            Mutation.muteParticipant AN_ERROR
            Mutation.muteEverybody AN_ERROR
            Mutation.askToUnmute AN_ERROR
            Mutation.stopShare AN_ERROR
            Mutation.endMeeting AN_ERROR
            Mutation.removeParticipant AN_ERROR
            Mutation.lockMeeting AN_ERROR
            Mutation.setWaitingRoom AN_ERROR
            Mutation.answerKnocks AN_ERROR
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
            Subscription.videoQualityMeasured AN_ERROR
            Subscription.meetingChanged AN_ERROR
            MeetingChange.kinds INSIDE
            MeetingChange.meetingId INSIDE
            MeetingChange.title INSIDE
            MeetingChange.locked INSIDE
            MeetingChange.guestsAllowed INSIDE
            MeetingChange.waitingRoom INSIDE
            MeetingChange.stampsRequested INSIDE
            MeetingChange.startedAt INSIDE
            MeetingChange.endedAt INSIDE
            MeetingChange.present INSIDE
            MeetingChange.joined INSIDE
            MeetingChange.left INSIDE
            MeasuredVideoQuality.meetingId INSIDE
            MeasuredVideoQuality.participantId INSIDE
            MeasuredVideoQuality.publicationId INSIDE
            MeasuredVideoQuality.startsAt INSIDE
            MeasuredVideoQuality.bitsPerSecond INSIDE
            MeasuredVideoQuality.packetsReceived INSIDE
            MeasuredVideoQuality.packetsLost INSIDE
            MeasuredVideoQuality.lossPercent INSIDE
            MeasuredVideoQuality.jitterMs INSIDE
            MeasuredVideoQuality.framesPerSecond INSIDE
            MeasuredVideoQuality.framesDropped INSIDE
            MeasuredVideoQuality.freezes INSIDE
            MeasuredVideoQuality.frozenMs INSIDE
            MeasuredVideoQuality.width INSIDE
            MeasuredVideoQuality.height INSIDE
            MeasuredVideoQuality.brightness INSIDE
            MeasuredVideoQuality.sharpness INSIDE
            MeasuredVideoQuality.mediaServerMs INSIDE
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
            Meeting.waitingRoom INSIDE
            Meeting.knocks INSIDE
            Knock.id INSIDE
            Knock.displayName INSIDE
            Knock.guest INSIDE
            Knock.knockedAt INSIDE
            Meeting.stampsRequested INSIDE
            Meeting.title INSIDE
            Meeting.shortCode INSIDE
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
            Admission.id INSIDE
            Admission.at INSIDE
            Admission.until INSIDE
            Admission.participantId INSIDE
            Admission.displayName INSIDE
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

    private static final Map<String, Gives> BY_FIELD = DECISIONS
            .lines()
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(words -> words[0], words -> Gives.valueOf(words[1])));

    @Autowired
    private DatabaseClient database;

    @Test
    void everyFieldHasADecision() {
        Set<String> fields = new TreeSet<>();
        for (GraphQLObjectType type : objectTypes()) {
            type.getFieldDefinitions().forEach(field -> fields.add(type.getName() + "." + field.getName()));
        }
        assertThat(fields).isEqualTo(BY_FIELD.keySet());
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
                switch (BY_FIELD.get(coordinate)) {
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

    private JsonNode ask(TestBrowser browser, String operation) {
        if (!operation.startsWith("subscription")) {
            return GraphQl.ask(browser, operation, Map.of());
        }
        return errorOf(GraphQlSocket.open(browser), operation);
    }

    private List<GraphQLObjectType> objectTypes() {
        return source.schema().getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !type.getName().startsWith("__"))
                .toList();
    }

    private long count(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one().block();
    }
}
