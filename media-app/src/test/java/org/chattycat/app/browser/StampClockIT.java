package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The clock that a page draws into its own video. */
@ChattyCatTest
@TestPropertySource(properties = "chattycat.clock.opens-per-client.count=1000")
class StampClockIT extends BrowserTest {
    private static final int VALUES = 15;

    /** More than a loopback and a busy machine take. */
    private static final double LIMIT_MS = 250;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A browser without frames as streams, such as Firefox: the stamp is drawn on a canvas. */
    private static final String NO_STREAMS = "delete window.MediaStreamTrackProcessor;";

    /** Counts what stamps open. */
    private static final String COUNTED = """
            window.opened = { workers: 0, tracks: [] };
            window.Worker = class extends Worker {
              constructor(...args) { super(...args); opened.workers++; }
              terminate() { if (!this.gone) { this.gone = true; opened.workers--; } super.terminate(); }
            };
            const capture = HTMLCanvasElement.prototype.captureStream;
            HTMLCanvasElement.prototype.captureStream = function (...args) {
              const stream = capture.apply(this, args);
              if (!this.isConnected && window.joined) opened.tracks.push(...stream.getTracks());
              return stream;
            };
            window.MediaStreamTrackGenerator = class extends MediaStreamTrackGenerator {
              constructor(...args) { super(...args); opened.tracks.push(this); }
            };
            """;

    @ParameterizedTest
    @DisplayName("A stamp is measured all the time, and stopping it leaves nothing open")
    @CsvSource({"worker, in a background thread, 100", "canvas, by this page, 20"})
    void stampIsMeasured(String path, String sentence, int times) {
        try (Person ann = person().holdingClock().prepared(COUNTED);
                Person bob = person()) {
            if (path.equals("canvas")) {
                ann.prepared(NO_STREAMS);
            }
            String name = "sue-" + path;
            ann.signIn(name + "@example.org");
            bob.signIn("tom-" + path + "@example.org");
            String room = ann.createMeeting();
            bob.joinByCode(room);
            ann.button("Start video").click();
            assertThat(bob.pictureOf(name)).hasJSProperty("paused", false);
            ann.hideClock();
            ann.page().evaluate("() => { window.joined = true }");
            Number workers = (Number) ann.page().evaluate("() => opened.workers");

            Locator stamp = ann.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Stamp clock"));
            // It opens by itself with the first camera.
            Locator panel =
                    ann.page().getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Measure"));
            LocatorAssertions.ContainsTextOptions soon = new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
            stamp.click();
            assertThat(panel).containsText(sentence, soon);
            LiveBadges.collect(name, VALUES, 0, LIMIT, bob);
            List<Double> values = stamped(bob, room);
            System.out.println("stamp by " + path + ": " + values);
            assertThat(values).hasSizeGreaterThanOrEqualTo(VALUES);
            assertThat(values.stream().sorted().toList().get(values.size() / 2)).isBetween(-5.0, LIMIT_MS);
            bob.badge(name).click();
            assertThat(bob.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Glass to glass")))
                    .containsText("Encode + uplink", soon);

            for (int i = 0; i < times; i++) {
                stamp.click();
                assertThat(panel).not().containsText(sentence);
                stamp.click();
                assertThat(panel).containsText(sentence, soon);
            }
            stamp.click();
            assertThat(panel).not().containsText(sentence);
            ann.page().waitForFunction("workers => opened.workers === workers", workers);
            @SuppressWarnings("unchecked")
            Map<String, Object> tracks = (Map<String, Object>) ann.page()
                    .evaluate("() => ({ all: opened.tracks.length,"
                            + " live: opened.tracks.filter((track) => track.readyState === 'live').length })");
            assertThat(((Number) tracks.get("all")).intValue()).isGreaterThan(times);
            assertThat(((Number) tracks.get("live")).intValue()).isZero();
            bob.awaitMovingPictureOf(name);
        }
    }

    /** The stored latencies, which all are of a stamp. */
    private static List<Double> stamped(Person person, String room) {
        String meeting = room.substring(room.lastIndexOf('/') + 1);
        JsonElement answer = person.graphql("{ meeting(id: \"" + meeting
                + "\") { latencySamples(first: 1000) { edges { node { source latencyMs } } } } }");
        List<Double> values = new ArrayList<>();
        for (JsonElement edge : answer.getAsJsonObject()
                .getAsJsonObject("meeting")
                .getAsJsonObject("latencySamples")
                .getAsJsonArray("edges")) {
            JsonObject node = edge.getAsJsonObject().getAsJsonObject("node");
            if (node.get("source").getAsString().equals("STAMP")) {
                values.add(node.get("latencyMs").getAsDouble());
            }
        }
        return values;
    }
}
