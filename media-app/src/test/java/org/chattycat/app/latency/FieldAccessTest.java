package org.chattycat.app.latency;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A meeting with private data, and for each root field of the schema an operation that requests all of it. */
@ChattyCatTest
// One account asks for everything more often than its limit allows in a minute.
@TestPropertySource(properties = "chattycat.graphql.points-per-account.count=1000000000")
abstract class FieldAccessTest {
    /** Arguments that limit lists. */
    private static final Set<String> LIST_SIZES = Set.of("first", "maxPoints");

    private static final int DEEPEST = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    People people;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private LiveValues liveValues;

    @Autowired
    GraphQlSource source;

    TestBrowser ada;
    UUID meeting;
    UUID participant;
    UUID annotation;
    /** Data of the owner that must not appear in any response. */
    Set<String> secrets;

    @BeforeEach
    void createPrivateData() {
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
        // The timeline, like all lists, is asked for its first element only.
        execute("update annotation a set starts_at = m.created_at from meeting m where m.id = a.meeting_id and a.id = '"
                + annotation + "'");
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

    /** For each root field an operation that requests data of the owner, with all nested fields selected. */
    Map<String, String> roots() {
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
                                root.getName() + "." + field.getName(), kind + " { " + selection(field) + " }")));
        return operations;
    }

    /** A field with all nested fields selected. */
    String selection(GraphQLFieldDefinition field) {
        return selection(field, DEEPEST);
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
            case "allowed", "locked", "lock", "requested", "on", "admitted", "coHost", "draining" -> "true";
            case "name" -> "\"a program\"";
            case "address" -> "\"ws://127.0.0.1:8888\"";
            case "access" -> "READ";
            case "rule" -> "{ meetingId: \"" + meeting + "\", kind: LATENCY, threshold: 300, seconds: 30 }";
            case "url" -> "\"https://example.org/alerts\"";
            case "days" -> "1";
            // Everything of a whole page would cost too much.
            case "first" -> "1";
            case "maxPoints" -> "2";
            default -> throw new AssertionError("say here what to ask with for " + argument.getName());
        };
    }

    static JsonNode errorOf(GraphQlSocket opened, String operation) {
        try (GraphQlSocket socket = opened) {
            socket.subscribe(operation);
            JsonNode error = socket.await("error");
            return JSON.readTree("{\"errors\": " + error.get("payload") + "}");
        }
    }

    /** The first value of a subscription, while something is measured in the meeting. */
    JsonNode valueOf(GraphQlSocket opened, String operation) {
        MeasuredMeeting measurements = new MeasuredMeeting(database, meeting);
        try (GraphQlSocket socket = opened) {
            socket.subscribe(operation);
            return socket.awaitNextWhile(() -> {
                liveValues.measured(List.of(HistoryIT.measurement(meeting)));
                measurements.storeQuality(UUID.randomUUID(), Instant.now(), 1);
            });
        }
    }

    void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
