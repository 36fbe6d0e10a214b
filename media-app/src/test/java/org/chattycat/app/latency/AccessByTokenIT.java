package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the root fields of the schema return to access tokens of the owner. */
class AccessByTokenIT extends FieldAccessTest {
    /**
     * What tokens of the owner get: those that read everything, read this meeting, read another one, write everything, write
     * this meeting, write another one. DATA, NULL or nothing, or the code of the error. A root field that is missing here fails
     * the test.
     */
    private static final String DECISIONS_FOR_TOKENS = """
            Query.me TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Query.meeting DATA DATA NULL DATA DATA NULL
            Query.meetings DATA DATA OTHER DATA DATA OTHER
            Query.node DATA DATA NULL DATA DATA NULL
            Query.compareMeetings DATA DATA NOT_FOUND DATA DATA NOT_FOUND
            Query.shared NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND
            Query.status TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createSharedLink TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.revokeSharedLink TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA TOKEN_SCOPE TOKEN_SCOPE
            Mutation.allowGuests TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.muteParticipant TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.muteEverybody TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.lowerHand TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.lowerAllHands TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.askToUnmute TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.stopShare TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE NOT_FOUND NOT_FOUND NOT_FOUND
            Mutation.removeParticipant TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.moveMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.drainMediaServer TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.lockMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.setWaitingRoom TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.answerKnocks TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.startRecording TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.stopRecording TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.deleteRecording TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE NOT_FOUND NOT_FOUND NOT_FOUND
            Mutation.requestStamps TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.setCoHost TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.renameMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.annotate TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.deleteAnnotation TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA NOT_FOUND NOT_FOUND
            Mutation.deleteMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE IN_USE IN_USE NOT_FOUND
            Mutation.endMeeting TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE DATA DATA NOT_FOUND
            Mutation.createAccessToken TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.revokeAccessToken TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createAlertRule TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.deleteAlertRule TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.createWebhook TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.deleteWebhook TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Mutation.testWebhook TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE TOKEN_SCOPE
            Subscription.latencyMeasured DATA DATA INVALID_ARGUMENT DATA DATA INVALID_ARGUMENT
            Subscription.videoQualityMeasured DATA DATA INVALID_ARGUMENT DATA DATA INVALID_ARGUMENT
            Subscription.meetingChanged DATA DATA INVALID_ARGUMENT DATA DATA INVALID_ARGUMENT
            """;

    @Test
    void tokensGiveWhatTheirScopeSays() {
        UUID other = GraphQl.createMeeting(ada);
        // Lists begin with the latest meeting, and are asked for their first element.
        execute("update meeting set created_at = created_at - interval '1 day' where id = '" + other + "'");
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

    private void assertGives(String what, String expected, TokenClient token, String operation) {
        if (operation.startsWith("subscription") && expected.equals("DATA")) {
            assertThat(valueOf(GraphQlSocket.of(token.socket(ada.base())), operation)
                            .toString())
                    .as(what)
                    .contains(meeting.toString())
                    .doesNotContain("errors");
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
            case "NULL" -> assertThat(answer.toString()).as(what).matches("\\{\"data\":\\{\"\\w+\":null}}");
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
}
