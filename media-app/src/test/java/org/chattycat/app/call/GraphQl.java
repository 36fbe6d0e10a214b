package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.chattycat.app.TestBrowser;
import tools.jackson.databind.JsonNode;

/** GraphQL over HTTP. */
public final class GraphQl {
    private GraphQl() {}

    /** The whole response, including errors. */
    public static JsonNode ask(TestBrowser browser, String query, Map<String, ?> variables) {
        return TestBrowser.json(browser.postJson("/graphql", Map.of("query", query, "variables", variables)));
    }

    /** The data of a query that must succeed. */
    public static JsonNode data(TestBrowser browser, String query) {
        JsonNode answer = ask(browser, query, Map.of());
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.get("data");
    }

    public static UUID createMeeting(TestBrowser browser) {
        return UUID.fromString(data(browser, "mutation { createMeeting { id } }")
                .at("/createMeeting/id")
                .asString());
    }
}
