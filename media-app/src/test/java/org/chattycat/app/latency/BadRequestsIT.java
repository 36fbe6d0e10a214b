package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every bad request is answered by an error that says what is wrong, never by an internal error. */
@ChattyCatTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsIT {
    private static final String NUL = "\\u0000";

    @Autowired
    private People people;

    private TestBrowser ada;
    private UUID meeting;

    @BeforeAll
    void signIn() {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@bad.example");
        meeting = GraphQl.createMeeting(ada);
    }

    private static String many(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(" "));
    }

    static Stream<Arguments> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("nothing", "");
        documents.put("no document", "%%%");
        documents.put("only a NUL", "\0");
        documents.put(
                "chained fragments",
                "{ ...F0 }" + many(1400, i -> "fragment F%d on Query { ...F%d }".formatted(i, i + 1))
                        + " fragment F1400 on Query { me { id } }");
        documents.put("a cycle", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }");
        documents.put("a cycle in itself", "{ ...A } fragment A on Query { me { id } ...A }");
        documents.put("a cycle that nothing reaches", "{ me { id } } fragment A on Account { id ...A }");
        documents.put(
                "laughs",
                "{ ...F0 }"
                        + many(12, i -> "fragment F%d on Query { %s }".formatted(i, many(200, j -> "...F" + (i + 1))))
                        + "fragment F12 on Query { me { id } }");
        documents.put("a missing fragment", "{ ...Nothing }");
        documents.put(
                "the same fragment twice",
                "{ ...A } fragment A on Query { me { id } } fragment A on Query { me { id } }");
        documents.put("deep", "{ me " + "{ id ".repeat(400) + "}".repeat(400) + "}");
        documents.put("very deep", "{ ".repeat(15000) + "me");
        documents.put("deep inline fragments", "{ " + "... { ".repeat(3000) + "me { id }" + "}".repeat(3001));
        documents.put("a deep list", "{ meeting(id: " + "[".repeat(10000) + "]".repeat(10000) + ") { id } }");
        documents.put("a deep object", "{ meeting(id: " + "{a:".repeat(5000) + "1" + "}".repeat(5000) + ") { id } }");
        documents.put("many directives", "{ me { id " + "@skip(if: false) ".repeat(3000) + "} }");
        documents.put("many unknown directives", "{ me { id " + many(3000, i -> "@d" + i) + "} }");
        documents.put("many unknown fields", "{ me {" + many(900, i -> "f" + i) + "} }");
        documents.put("many tokens", "{ me { id } }" + "!".repeat(60000));
        documents.put("many arguments", "{ meeting(" + many(4000, i -> "a%d: 1".formatted(i)) + ") { id } }");
        documents.put("many variables", "query(" + many(3000, i -> "$v%d: Int".formatted(i)) + ") { me { id } }");
        documents.put("many operations", many(2000, i -> "query Q%d { me { id } }".formatted(i)));
        documents.put("an open string", "{ meeting(id: \"");
        documents.put("a lone surrogate", "{ meeting(id: \"\\uD800\") { id } nothing }");
        documents.put("a large number", "{ meetings(first: 99999999999999999999999999) { edges { cursor } } }");
        documents.put("a very large number", "{ meetings(first: 1" + "0".repeat(50000) + ") { edges { cursor } } }");
        documents.put("a number with an exponent", "{ meetings(first: 1e999999999) { edges { cursor } } }");
        documents.put("a negative page", "{ meetings(first: -1) { edges { cursor } } }");
        documents.put("the least page", "{ meetings(first: -2147483648) { edges { cursor } } }");
        documents.put("no page", "{ meetings(first: null) { edges { cursor } } }");
        documents.put("a large page", "{ meetings(first: 2147483647) { edges { cursor } } }");
        for (String cursor : List.of(
                "",
                "%%%",
                "AAAA",
                NUL,
                "\\uD83D\\uDE00",
                "f".repeat(5000),
                "f_____________________________8",
                "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "f_________________________________")) {
            documents.put(
                    "the cursor " + cursor.substring(0, Math.min(40, cursor.length())),
                    "{ meetings(after: \"" + cursor + "\") { edges { cursor } } }");
        }
        for (String time : List.of(
                "+300000-01-01T00:00:00Z",
                "-4800-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "9999-12-31T23:59:59-18:00",
                "+999999999-12-31T23:59:59.999999999+18:00",
                "2026-02-30T00:00:00Z",
                "",
                NUL,
                "now",
                "infinity")) {
            documents.put(
                    "from " + time,
                    "{ meeting(id: \"MEETING\") { latencySamples(range: { from: \"" + time
                            + "\" }) { edges { cursor } } } }");
        }
        documents.put(
                "a participant with NUL",
                "{ meeting(id: \"MEETING\") { latencySamples(participantId: \"" + NUL + "\") { edges { cursor } } } }");
        documents.put(
                "a meeting to change with NUL",
                "mutation { allowGuests(meetingId: \"" + NUL + "\", allowed: true) { id } }");
        documents.put(
                "a participant to remove",
                "mutation { removeParticipant(participantId: \"--------------------------------------\") { id } }");
        documents.put("a subscription by HTTP", "subscription { latencyMeasured(meetingId: \"" + NUL + "\") { id } }");
        documents.put(
                "introspection in itself",
                "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }");
        documents.put(
                "introspection many times", "{" + many(10, i -> "a%d: __schema { types { name } }".formatted(i)) + "}");
        return documents.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void aBadDocumentIsAnswered(String name, String document) {
        HttpResponse<String> answer =
                ada.postJson("/graphql", Map.of("query", document.replace("MEETING", meeting.toString())));
        assertRefused(answer);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(shortened(answer)).isIn(200, 400, 413);
        assertThat(answer.body())
                .doesNotContain("INTERNAL")
                .doesNotContain("Exception")
                .hasSizeLessThan(100_000);
        JsonNode body = TestBrowser.json(answer);
        assertThat(body.has("errors") || body.path("status").asInt() >= 400)
                .as(shortened(answer))
                .isTrue();
    }

    private static String shortened(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.body().substring(0, Math.min(500, answer.body().length()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "null",
                "1",
                "[]",
                "{}",
                "\"{ me { id } }\"",
                "{\"query\":null}",
                "{\"query\":1}",
                "{\"query\":[]}",
                "{\"query\":\"{ me { id } }\",\"variables\":[]}",
                "{\"query\":\"{ me { id } }\",\"variables\":\"x\"}",
                "{\"query\":\"{ me { id } }\",\"operationName\":{}}",
                "{\"query\":\"{ me { id } }\",\"operationName\":\"Other\"}",
                "{\"query\":\"{ me { id } }\",\"extensions\":1}",
                "{\"query\":\"{ me { id } }\"",
                "[{\"query\":\"{ me { id } }\"}]",
            })
    void aBadBodyIsAnswered(String body) {
        assertRefused(ada.send("POST", "/graphql", "application/json", body));
    }

    static Stream<Arguments> variables() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("nothing", null);
        wrong.put("a list", List.of("a"));
        wrong.put("a long list", IntStream.range(0, 9000).boxed().toList());
        wrong.put("a deep list", deep);
        wrong.put("an object", Map.of("a", 1));
        wrong.put("a boolean", true);
        wrong.put("a fraction", 1.5);
        return wrong.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variables")
    void aVariableOfTheWrongShapeIsAnswered(String name, Object value) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("v", value);
        for (String query : List.of(
                "query($v: ID!) { meeting(id: $v) { id } nothing }",
                "query($v: Int!) { meetings(first: $v) { edges { cursor } } }",
                "query($v: DateTime!) { meeting(id: \"1\") { latencySamples(range: { from: $v }) { edges { cursor } } } }")) {
            assertRefused(ada.postJson("/graphql", Map.of("query", query, "variables", variables)));
        }
    }

    /** Spring would also serve subscriptions as server-sent events, to which no limits apply. */
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/graphql-response+json", "text/event-stream"})
    void subscriptionsAreForTheSocket(String accept) {
        HttpResponse<String> answer = ada.send(HttpRequest.newBuilder(ada.at("/graphql"))
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", ada.cookie("XSRF-TOKEN").orElse(""))
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"subscription { latencyMeasured(meetingId: \\\""
                        + meeting + "\\\") { id } }\"}")));
        assertThat(answer.body()).contains("\"errors\":[{").doesNotContain("event:error");
    }

    /** Paths of the site, with unusual methods and encodings. */
    @ParameterizedTest
    @CsvSource({
        "GET, /error, 404",
        "POST, /error, 404",
        "GET, /error/, 404",
        "HEAD, /graphql, 404",
        "GET, /graphql, 405",
        "GET, /graphql?query=%7Bme%7Bid%7D%7D, 405",
        "OPTIONS, /graphql, 404",
        "TRACE, /, 405",
        "TRACE, /graphql, 405",
        "CONNECTED, /, 400",
        "GET, /%00, 400",
        "GET, /a%2Fb, 400",
        "GET, /a%5Cb, 400",
        "GET, /a;b=c, 400",
        "GET, /a//b, 400",
        "GET, /a%0d%0ab, 400",
        "GET, /%ff%fe, 400",
        "GET, /%e2%80%ae, 404",
        "GET, /WEB-INF/web.xml, 404",
        "GET, /actuator, 404",
        "GET, /graphiql, 404",
        "GET, /graphiql?path=/graphql, 404",
        "GET, /call, 400",
        "GET, /api/meetings/nonsense/guests, 400",
        "GET, /api/meetings/%2500/guests, 400",
    })
    void anOddRequestIsAnswered(String method, String path, int status) {
        HttpRequest.Builder request = HttpRequest.newBuilder(ada.at(path))
                .header("X-XSRF-TOKEN", ada.cookie("XSRF-TOKEN").orElse(""))
                .method(method, HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = ada.send(request);
        assertThat(answer.statusCode()).as(shortened(answer)).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("trace");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/sign-in/link, {\"email\":\"a\\u0000@bad.example\"}, 400",
        "PATCH, /api/account, {\"displayName\":\"\\u0000\"}, 400",
        "POST, /api/account/email, {\"email\":\"a\\u0000@bad.example\"}, 400",
        "POST, /api/account/email/confirm, {\"token\":\"\\u0000\"}, 400",
        "DELETE, /api/account/sessions/%00, '', 400",
    })
    void nulReachesNoStatement(String method, String path, String body, int status) {
        HttpResponse<String> answer = ada.send(method, path, "application/json", body);
        assertThat(answer.statusCode()).as(shortened(answer)).isEqualTo(status);
    }
}
