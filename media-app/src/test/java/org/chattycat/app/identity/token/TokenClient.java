package org.chattycat.app.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.TestSocket;
import org.chattycat.app.call.GraphQl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the application with an access token and has no cookies. */
public final class TokenClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final String id;
    private final String secret;

    private TokenClient(String base, String id, String secret) {
        this.base = base;
        this.id = id;
        this.secret = secret;
    }

    /**
     * Creates a token that is valid for a day.
     *
     * @param access READ or READ_WRITE
     * @param meeting null for all meetings
     */
    public static TokenClient create(TestBrowser owner, String access, UUID meeting) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("access", access);
        variables.put("meeting", meeting);
        JsonNode answer = GraphQl.ask(owner, """
                mutation($access: TokenAccess!, $meeting: ID) {
                  createAccessToken(name: "a program", access: $access, days: 1, meetingId: $meeting) {
                    secret accessToken { id }
                  }
                }
                """, variables);
        JsonNode created = answer.at("/data/createAccessToken");
        assertThat(created.isObject()).as(answer.toString()).isTrue();
        return new TokenClient(
                owner.base(),
                created.at("/accessToken/id").asString(),
                created.get("secret").asString());
    }

    /** Also for shared links. */
    public static TokenClient with(String base, String secret) {
        return new TokenClient(base, null, secret);
    }

    public String id() {
        return id;
    }

    public String secret() {
        return secret;
    }

    public void revoke(TestBrowser owner) {
        GraphQl.data(owner, "mutation { revokeAccessToken(id: \"%s\") { id } }".formatted(id));
    }

    /** Executes a document over HTTP. */
    public HttpResponse<String> ask(String query) {
        return ask(query, Map.of());
    }

    public HttpResponse<String> ask(String query, Map<String, ?> variables) {
        return send("POST", "/graphql", JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
    }

    public HttpResponse<String> send(String method, String path, String body) {
        TestBrowser client = new TestBrowser(base);
        return client.send(HttpRequest.newBuilder(client.at(path))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    /** An acknowledged socket of GraphQL at an instance. */
    public TestSocket socket(String instance) {
        TestSocket socket = unidentified(instance);
        socket.send(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + secret)));
        socket.await("connection_ack");
        return socket;
    }

    /** A socket of GraphQL before {@code connection_init}. */
    public static TestSocket unidentified(String instance) {
        return new TestSocket(new TestBrowser(instance), "/graphql", "graphql-transport-ws");
    }
}
