package org.chattycat.app.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.call.GraphQl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A cursor is taken by the list that gave it, and by no other. */
@ChattyCatTest
class ListCursorsIT {
    @Autowired
    private People people;

    @Autowired
    private DatabaseClient database;

    /** The documents of the lists, with a place for a cursor, by the account and the list. */
    private final Map<String, CursorList> lists = new LinkedHashMap<>();

    private record CursorList(TestBrowser reader, String document) {
        JsonNode page(String after) {
            return GraphQl.ask(reader, document.formatted(after), Map.of());
        }
    }

    @Test
    void cursorsAreOfOneList() {
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        TestBrowser ben = people.signIn("ben-" + UUID.randomUUID() + "@example.org");
        addLists("first ", ada);
        addLists("second ", ada);
        lists.put("ada's meetings", meetings(ada));
        GraphQl.createMeeting(ben);
        lists.put("ben's meetings", meetings(ben));
        assertThat(lists).hasSize(10);

        lists.forEach((of, list) -> {
            JsonNode page = list.page("");
            String cursor = page.findValue("cursor").asString();
            lists.forEach((by, other) -> {
                JsonNode answer = other.page(", after: \"" + cursor + "\"");
                assertThat(answer.at("/errors/0/extensions/code").asString(""))
                        .as("the cursor of %s, for %s: %s", of, by, answer)
                        .isEqualTo(of.equals(by) ? "" : "BAD_CURSOR");
            });
        });
    }

    private static CursorList meetings(TestBrowser reader) {
        return new CursorList(reader, "{ meetings(first: 1%s) { edges { cursor } } }");
    }

    /** Those of a meeting with an entry in each. */
    private void addLists(String name, TestBrowser host) {
        UUID meeting = GraphQl.createMeeting(host);
        UUID participant = UUID.randomUUID();
        execute("insert into participant (id, meeting_id, display_name, resume_token_hash) values ('" + participant
                + "', '" + meeting + "', 'Grace', sha256(gen_random_uuid()::text::bytea))");
        execute("insert into chat_message (id, meeting_id, number, participant_id, sent_at, text)"
                + " values (gen_random_uuid(), '" + meeting + "', 1, '" + participant + "', now(), 'Hello')");
        execute(
                "insert into viewer_quality_window (id, meeting_id, publication_id, participant_id, viewer_id, starts_at)"
                        + " values (gen_random_uuid(), '" + meeting + "', gen_random_uuid(), '" + participant + "', '"
                        + participant + "', now())");
        Samples.store(database, meeting, participant);
        for (String field : new String[] {"chatMessages", "latencySamples", "viewerQuality", "timeline"}) {
            lists.put(
                    name + field,
                    new CursorList(
                            host,
                            "{ meeting(id: \"" + meeting + "\") { " + field + "(first: 1%s) { edges { cursor } } } }"));
        }
    }

    private void execute(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
