package org.chattycat.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Who sees the status: accounts whose confirmed address is configured. {@code AccessByFieldIT}, {@code AccessByTokenIT} and {@code
 * AccessByLinkIT} have everybody else.
 */
@ChattyCatTest
class OperatorAccessIT {
    private static final String ASK = "{ status { problems { text } instances { id } } }";
    private static final String DRAIN =
            "mutation { drainMediaServer(address: \"ws://127.0.0.1:1\", draining: true) { at } }";
    private static final Pattern TOKEN = Pattern.compile("#email-token=([A-Za-z0-9_-]+)");

    @Autowired
    private People people;

    @Test
    void operatorsSeeItAndOthersDoNot() {
        TestBrowser operator = people.signIn(People.OPERATOR);
        assertThat(code(operator)).isEmpty();
        assertThat(operator.session().get("operator").asBoolean()).isTrue();

        TestBrowser eve = people.signIn("eve-" + UUID.randomUUID() + "@status.example");
        assertThat(code(eve)).isEqualTo("OPERATOR_ONLY");
        assertThat(eve.session().get("operator").asBoolean()).isFalse();

        TestBrowser stranger = people.stranger();
        assertThat(stranger.postJson("/graphql", Map.of("query", ASK)).statusCode())
                .isEqualTo(401);
        assertThat(stranger.session().has("operator")).isFalse();
    }

    @Test
    void onlyOperatorsTakeMediaServersOutOfService() {
        TestBrowser operator = people.signIn(People.OPERATOR);
        assertThat(code(operator, DRAIN)).as("no such server").isEqualTo("NOT_FOUND");
        assertThat(code(people.signIn("eve-" + UUID.randomUUID() + "@status.example"), DRAIN))
                .isEqualTo("OPERATOR_ONLY");
        assertThat(people.stranger()
                        .postJson("/graphql", Map.of("query", DRAIN))
                        .statusCode())
                .isEqualTo(401);
        JsonNode answer = TestBrowser.json(
                TokenClient.create(operator, "READ_WRITE", null).ask(DRAIN));
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("TOKEN_SCOPE");
    }

    @Test
    void guestsOfAnOperatorAreNone() {
        TestBrowser operator = people.signIn(People.OPERATOR);
        UUID meeting = GraphQl.createMeeting(operator);
        GraphQl.data(operator, "mutation { allowGuests(meetingId: \"%s\", allowed: true) { id } }".formatted(meeting));
        TestBrowser guest = people.stranger();
        guest.postJson("/api/meetings/" + meeting + "/guests", Map.of("displayName", People.OPERATOR));
        assertThat(guest.postJson("/graphql", Map.of("query", ASK)).statusCode())
                .isEqualTo(403);
        assertThat(guest.session().has("operator")).isFalse();
    }

    @Test
    void tokensOfAnOperatorAreNone() {
        TestBrowser operator = people.signIn(People.OPERATOR);
        for (String access : new String[] {"READ", "READ_WRITE"}) {
            JsonNode answer =
                    TestBrowser.json(TokenClient.create(operator, access, null).ask(ASK));
            assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("TOKEN_SCOPE");
        }
    }

    @Test
    void anAddressCountsOnceItIsConfirmed() {
        String former = "former-" + UUID.randomUUID() + "@status.example";
        TestBrowser grace = people.signIn(former);
        assertThat(grace.postJson("/api/account/email", Map.of("email", "becomes.operator@status.example"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(code(grace)).isEqualTo("OPERATOR_ONLY");

        confirm(grace, "becomes.operator@status.example");
        assertThat(code(grace)).isEmpty();
        assertThat(grace.session().get("operator").asBoolean()).isTrue();

        grace.postJson("/api/account/email", Map.of("email", former));
        confirm(grace, former);
        assertThat(code(grace)).isEqualTo("OPERATOR_ONLY");
    }

    private static void confirm(TestBrowser browser, String address) {
        Matcher token = TOKEN.matcher(browser.emailTo(address, "Confirm your new email address")
                .get("text")
                .asString());
        assertThat(token.find()).isTrue();
        assertThat(browser.postJson("/api/account/email/confirm", Map.of("token", token.group(1)))
                        .statusCode())
                .isEqualTo(200);
    }

    /** The code of the error; empty for an answer. */
    private static String code(TestBrowser browser) {
        return code(browser, ASK);
    }

    private static String code(TestBrowser browser, String document) {
        JsonNode answer = GraphQl.ask(browser, document, Map.of());
        assertThat(answer.has("errors")).isNotEqualTo(answer.at("/data").isObject());
        return answer.at("/errors/0/extensions/code").asString();
    }
}
