package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.browser.Firefox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock that pages draw into their own video, in one meeting, in which the host asks for it. */
@ChattyCatTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StampClockIT extends BrowserTest {
    private static final int VALUES = 8;
    private static final int FIREFOX_STARTS = 40;
    /** More than a loopback and a busy machine take. */
    private static final int LIMIT_MS = 250;

    private static final int HELD_BACK_MS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private static final String WATCH = Person.resource("/browser/stamp-watch.js");

    private Person host;
    private String room;

    @BeforeAll
    void meet() {
        host = person();
        host.signIn("hal@example.org");
        String meeting = host.graphql("mutation { createMeeting(guestsAllowed: true) { id } }")
                .getAsJsonObject()
                .getAsJsonObject("createMeeting")
                .get("id")
                .getAsString();
        host.joinByCode(meeting);
        room = host.page().url();
    }

    @AfterAll
    void leave() {
        host.close();
    }

    @ParameterizedTest
    @DisplayName("A stamp is measured, is away while the tab is hidden, and leaves nothing open after many starts")
    @CsvSource({
        "streams, 'in a background thread of this browser, in the way of Chromium', '', 100",
        "canvas, 'by this page', 'delete window.MediaStreamTrackProcessor;', 20",
        "generator, 'in a background thread of this browser.', track-generator.js, 20"
    })
    void stampIsMeasured(String path, String sentence, String before, int starts) {
        String script = before.endsWith(".js") ? Person.resource("/browser/" + before) : before;
        try (Person ann = person().prepared(WATCH).prepared(script)) {
            String name = "ann-" + path;
            List<String> complaints = new ArrayList<>();
            ann.page().onConsoleMessage(message -> complaints.add(message.text()));
            Locator panel = film(ann, name);
            JsonObject atFirst = report(ann);

            stampSwitch(ann).click();
            assertThat(panel).containsText(sentence, SOON);
            // The fake camera's frames have a capture time.
            assertThat(panel).containsText("It shows when the camera captured the picture.", SOON);
            assertThat(panel).containsText("Stamp clock read.", SOON);
            List<Integer> values =
                    LiveBadges.collect(name, VALUES, -5, LIMIT, host).get(0);
            System.out.println("stamp by " + path + ": " + values);
            assertThat(LiveBadges.median(values)).isBetween(-5.0, (double) LIMIT_MS);
            assertThat(report(ann).get("sent").getAsInt()).isOne();

            // A frame that was left open at the start is collected, and reported within 10 s: while the stamp is
            // cycled.
            ann.page().context().newCDPSession(ann.page()).send("HeapProfiler.collectGarbage");
            ann.page().evaluate("() => stampWatch.hide(true)");
            assertThat(panel).containsText("The stamp is paused while this tab is hidden.", SOON);
            ann.page().waitForFunction("() => stampWatch.report().sent === 0");
            assertThat(host.badge(name)).hasCount(0);
            ann.page().evaluate("() => stampWatch.hide(false)");
            assertThat(panel).containsText(sentence, SOON);
            stampSwitch(ann).click();

            long start = System.nanoTime();
            ann.page().evaluate("times => stampWatch.cycle(times)", starts);
            System.out.printf("%d starts by %s: %d ms%n", starts, path, (System.nanoTime() - start) / 1_000_000);
            ann.page().waitForFunction("workers => stampWatch.report().workers === workers", workers(atFirst));
            JsonObject atLast = report(ann);
            assertThat(atLast.get("made").getAsInt()).isGreaterThanOrEqualTo(starts);
            assertThat(atLast.get("live")).isEqualTo(atFirst.get("live"));
            host.awaitMovingPictureOf(name);
            assertThat(complaints).noneMatch(text -> text.contains("garbage collected without being closed"));
        }
    }

    @Test
    @DisplayName(
            "Each person decides on the host's request, and a stamp that shows the capture measures what frames wait")
    void hostAsksForStamps() {
        try (Person ann = person().prepared(WATCH).prepared(Person.resource("/browser/held-back-frames.js"));
                Person ben = person()) {
            Locator panel = film(ann, "ann");
            film(ben, "ben");
            host.button("Measure").click();
            Locator request = host.page()
                    .getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Ask everybody for a stamp"));
            request.click();
            assertThat(request).isChecked();
            assertThat(host.button("Decline")).hasCount(0);

            ben.button("Decline").click();
            ann.button("Switch it on").click();
            assertThat(panel).containsText("It shows when the camera captured the picture.", SOON);
            assertThat(host.page().getByText("Read in 1 of 2 other cameras.")).isVisible();
            double usual = LiveBadges.median(
                    LiveBadges.collect("ann", VALUES, -5, LIMIT, host).get(0));

            ann.page().evaluate("heldBackMs => stampWatch.worker.postMessage({ heldBackMs })", HELD_BACK_MS);
            int least = (int) usual + HELD_BACK_MS * 2 / 3;
            double late = LiveBadges.median(
                    LiveBadges.collect("ann", VALUES, least, LIMIT, host).get(0));
            System.out.printf("latency %.0f ms, with frames held back by %d ms: %.0f ms%n", usual, HELD_BACK_MS, late);
            assertThat(late - usual).isBetween(HELD_BACK_MS * 0.6, HELD_BACK_MS * 2.0);

            ben.page().reload();
            ben.button("Rejoin").click();
            assertThat(ben.button("Leave")).isVisible();
            try (Person newcomer = person()) {
                newcomer.joinAsGuest(room, "late");
                assertThat(newcomer.button("Decline")).isVisible();
                assertThat(ben.button("Decline")).hasCount(0);
                request.click();
                assertThat(panel).containsText("The host withdrew the request, so your stamp clock is off.", SOON);
                assertThat(newcomer.button("Decline")).hasCount(0);
            }
        }
    }

    @Test
    @DisplayName("Firefox draws the stamp on a canvas, and leaves nothing open after many starts")
    void firefoxStamps() throws IOException {
        try (Firefox firefox = new Firefox();
                FirefoxPerson fay = new FirefoxPerson(firefox, "fay", url())) {
            firefox.run("fay", "prepare", WATCH);
            fay.signIn();
            fay.follow(room);
            fay.press("Start video");
            assertThat(host.pictureOf("fay")).hasJSProperty("paused", false);
            JsonObject atFirst = firefoxReport(firefox);
            firefox.run("fay", "click", "switch", "Stamp clock");
            List<Integer> values =
                    LiveBadges.collect("fay", VALUES, -5, LIMIT, host).get(0);
            String says = firefox.run("fay", "evaluate", "() => document.querySelector('aside').innerText")
                    .getAsString();
            System.out.println("stamp in Firefox: " + values + " "
                    + says.lines().filter(line -> line.contains("The stamp is")).toList());
            assertThat(says).contains("The stamp is drawn by this page");
            assertThat(LiveBadges.median(values)).isBetween(-5.0, (double) LIMIT_MS);

            firefox.run("fay", "evaluate", "() => stampWatch.hide(true)");
            assertThat(host.badge("fay")).hasCount(0);
            firefox.run("fay", "evaluate", "() => stampWatch.hide(false)");
            firefox.run("fay", "click", "switch", "Stamp clock");
            firefox.run("fay", "evaluate", "times => stampWatch.cycle(times)", FIREFOX_STARTS);
            JsonObject atLast = firefoxReport(firefox);
            assertThat(atLast.get("made").getAsInt()).isGreaterThanOrEqualTo(FIREFOX_STARTS);
            assertThat(atLast.get("live")).isEqualTo(atFirst.get("live"));
            assertThat(workers(atLast)).isEqualTo(workers(atFirst));
            host.awaitMovingPictureOf("fay");
        }
    }

    /** Joins, and starts the video, which opens the Measure panel. */
    private Locator film(Person person, String name) {
        person.joinAsGuest(room, name);
        person.button("Start video").click();
        assertThat(host.pictureOf(name)).hasJSProperty("paused", false);
        return person.page().getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Measure"));
    }

    private static Locator stampSwitch(Person person) {
        return person.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Stamp clock"));
    }

    private static JsonObject report(Person person) {
        Object report = person.page().evaluate("() => JSON.stringify(stampWatch.report())");
        return JsonParser.parseString((String) report).getAsJsonObject();
    }

    private static JsonObject firefoxReport(Firefox firefox) {
        JsonElement report = firefox.run("fay", "evaluate", "() => stampWatch.report()");
        return report.getAsJsonObject();
    }

    private static int workers(JsonObject report) {
        return report.get("workers").getAsInt();
    }
}
