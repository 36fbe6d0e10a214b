package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.schema.GraphQLObjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Map<String, Gives> BY_FIELD = decisions();

    @Autowired
    private DatabaseClient database;

    private static Map<String, Gives> decisions() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/access/by-field.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> Gives.valueOf(words[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
                                .isIn("NOT_FOUND", "INVALID_ARGUMENT", "OPERATOR_ONLY");
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
