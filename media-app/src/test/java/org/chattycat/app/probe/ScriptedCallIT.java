package org.chattycat.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.identity.token.TokenClient;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Scripted participants in a call, with a worker that reads their clocks. */
@ChattyCatTest
@Tag("alone")
@TestPropertySource(properties = "chattycat.call.small-pictures.above=2")
class ScriptedCallIT extends CallTimes {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @Autowired
    private People people;

    @Autowired
    private EmbeddedKurento kurento;

    private final Set<String> measured = ConcurrentHashMap.newKeySet();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Override
    public void badge(String publicationId, double ms) {
        measured.add(publicationId);
    }

    @Override
    public void failed(String participant, String what) {
        failures.add(participant + ": " + what);
    }

    @Test
    void threePeopleSeeEachOtherAndTheirClocks() throws Exception {
        TestBrowser host = people.signIn("host-" + UUID.randomUUID() + "@example.org");
        String token = TokenClient.create(host, "READ_WRITE", null).secret();
        MeetingApi meetings = new MeetingApi(host.base(), token);
        UUID meeting = meetings.create();
        try (CallMedia media = new CallMedia(new ClockVideo(), LIMIT)) {
            try (Participant one = join(media, host, meeting, "One");
                    Participant two = join(media, host, meeting, "Two")) {
                try (Participant three = join(media, host, meeting, "Three")) {
                    await(() -> List.of(one, two, three).stream().allMatch(somebody -> somebody.pictures() == 2));
                    await(() -> measured.size() == 3);
                    // The pipeline, three cameras, their small pictures and two views for each.
                    await(() -> kurento.objectCount() >= 1 + 3 + 3 + 6);
                    assertThat(three.received(false).packets()).isPositive();
                }
                await(() -> one.pictures() == 1 && two.pictures() == 1);
            }
            assertThat(joins.count()).isEqualTo(3);
            assertThat(firstFrames.count()).isEqualTo(6);
            assertThat(latencies.of(0)).isBetween(0.0, 10_000.0);
            assertThat(failures).isEmpty();
        }
        meetings.delete(meeting);
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(kurento.objectCount())
                .isZero());
    }

    /** Ends early where something failed. */
    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(LIMIT).until(() -> !failures.isEmpty() || condition.call());
        assertThat(failures).isEmpty();
    }

    private Participant join(CallMedia media, TestBrowser host, UUID meeting, String name) throws IOException {
        return new Participant(
                media, this, Guest.enter(host.base(), meeting, name), Participant.Role.TAKES_PART, Recovery.NONE, 0);
    }

    @Test
    void explainsARefusal() throws Exception {
        TestBrowser host = people.signIn("host-" + UUID.randomUUID() + "@example.org");
        String token = TokenClient.create(host, "READ", null).secret();
        MeetingApi meetings = new MeetingApi(host.base(), token);
        assertThat(catchThrowable(meetings::create))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/graphql refuses: ");
        assertThat(catchThrowable(() -> Guest.enter(host.base(), UUID.randomUUID(), "Nobody")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }
}
