package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.parser.Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.docs.GraphQlExamples;
import org.chattycat.app.identity.token.TokenClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Executes every example of {@code docs/graphql.md} with a meeting in which there is something of everything. */
@ChattyCatTest
class GraphQlExamplesIT {
    /** What is null although there is something of everything, as ends of {@code operation/path}. */
    private static final Set<String> RIGHTLY_NULL = Set.of(
            // Somebody is in the room.
            "Changes/meetingChanged/endedAt",
            // Nobody asks for the floor.
            "node/handRaisedAt",
            "participants/handRaisedAt",
            // The host lets somebody in at an instant.
            "timeline/edges/node/until",
            // Nothing was measured in most parts of four minutes.
            "latencyOverview/sparkline",
            // The clocks are synchronised, and the link shows a history.
            "differences/clocksMayDifferMs",
            "shared/comparison",
            // It is in service.
            "status/mediaServers/drainingSince",
            // A worker that has just started has not compared clocks yet.
            "status/workers/clockOffsetMs",
            "status/workers/clockErrorMs");

    private static final int MOST_VALUES = 20;

    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private LiveValues liveValues;

    private TestBrowser ada;
    private ExampleMeeting example;

    @Test
    void examplesOfThePageFindSomething() throws IOException {
        ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        example = new ExampleMeeting(database, ada, people.signIn("grace-" + UUID.randomUUID() + "@example.org"));
        List<OperationDefinition> operations = GraphQlExamples.onPage().stream()
                .flatMap(block ->
                        new Parser().parseDocument(block).getDefinitionsOfType(OperationDefinition.class).stream())
                // What is deleted is needed before.
                .sorted(Comparator.comparing(GraphQlExamplesIT::changes))
                .toList();
        Set<Operation> kinds = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        for (OperationDefinition operation : operations) {
            if (kinds.add(operation.getOperation()) && operation.getOperation() == Operation.MUTATION) {
                example.enter();
            }
            String document = AstPrinter.printAst(operation);
            JsonNode answer = operation.getOperation() == Operation.SUBSCRIPTION ? subscribe(operation) : ask(document);
            assertThat(answer.has("errors")).as(document + answer).isFalse();
            assertThat(answer.get("data").isEmpty()).as(document).isFalse();
            missing.addAll(missing(operation, answer));
        }
        assertThat(missing).isEmpty();
        assertThat(kinds).containsExactly(Operation.values());
    }

    /** What is null or an empty list, although a reader of the page expects to see what the field contains. */
    private static List<String> missing(OperationDefinition operation, JsonNode answer) {
        List<String> missing = new ArrayList<>();
        collectMissing(answer.path("data"), operation.getName(), missing);
        return missing;
    }

    private static void collectMissing(JsonNode node, String path, List<String> missing) {
        if (node.isArray() && node.isEmpty()
                || node.isNull() && RIGHTLY_NULL.stream().noneMatch(path::endsWith)) {
            missing.add(path);
        } else if (node.isArray()) {
            node.values().forEach(element -> collectMissing(element, path, missing));
        } else {
            node.properties().forEach(entry -> collectMissing(entry.getValue(), path + "/" + entry.getKey(), missing));
        }
    }

    private JsonNode ask(String document) {
        if (document.contains("shared {")) {
            return TestBrowser.json(
                    TokenClient.with(ada.base(), example.linkToken()).ask(document, example.variables()));
        }
        if (document.contains("drainMediaServer(")) {
            TestBrowser operator = people.signIn(People.OPERATOR);
            String address = GraphQl.data(operator, "{ status { mediaServers { address } } }")
                    .at("/status/mediaServers/0/address")
                    .asString();
            return GraphQl.ask(operator, document, Map.of("address", address));
        }
        if (document.contains("status {")) {
            return askOperator(document);
        }
        return GraphQl.ask(ada, document, example.variables());
    }

    /** While a worker is gone, so that there is a problem. */
    private JsonNode askOperator(String document) {
        try (GoneWorker gone = new GoneWorker(database)) {
            return GraphQl.ask(people.signIn(People.OPERATOR), document, Map.of());
        }
    }

    private JsonNode subscribe(OperationDefinition operation) {
        String document = AstPrinter.printAst(operation);
        LatencySample measured = HistoryIT.measurement(example.meeting());
        try (GraphQlSocket socket = GraphQlSocket.open(ada)) {
            socket.subscribe(document, example.variables());
            // The first value may be a state in which nothing has happened yet.
            for (int value = 0; value < MOST_VALUES; value++) {
                JsonNode answer = socket.awaitNextWhile(() -> {
                            liveValues.measured(List.of(measured));
                            example.happenNow();
                        })
                        .get("payload");
                if (missing(operation, answer).isEmpty()) {
                    return answer;
                }
            }
            throw new AssertionError("no value with all fields: " + document);
        }
    }

    /**
     * 0 for what changes nothing, 1 for subscriptions, for which something happens, 2 for changes, 3 for what ends something, 4 for
     * the end of the call, 5 for the deletion.
     */
    private static int changes(OperationDefinition operation) {
        if (operation.getOperation() != Operation.MUTATION) {
            return operation.getOperation() == Operation.QUERY ? 0 : 1;
        }
        return switch (operation.getName()) {
            case "DeleteMeeting" -> 5;
            case "EndMeeting" -> 4;
            case "RemoveParticipant",
                    "DeleteAnnotation",
                    "DeleteRecording",
                    "RevokeAccessToken",
                    "RevokeSharedLink",
                    "DeleteAlertRule",
                    "DeleteWebhook" -> 3;
            default -> 2;
        };
    }
}
