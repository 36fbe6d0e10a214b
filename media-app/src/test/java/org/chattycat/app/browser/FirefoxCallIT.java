package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.browser.Firefox;
import org.junit.jupiter.api.Test;

/** Two people with different browsers, Chromium and Firefox, see, hear and measure each other. */
@ChattyCatTest
class FirefoxCallIT extends BrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void chromiumAndFirefoxMeet() throws IOException {
        try (Firefox firefox = new Firefox();
                Person cora = person().prepared(PeerStatistics.SCRIPT).holdingClock();
                FirefoxPerson fay = new FirefoxPerson(firefox, "fay", url())) {
            cora.signIn("cora@example.org");
            fay.signIn();
            fay.follow(cora.createMeeting());
            cora.button("Start video").click();
            fay.sees("cora");
            // The code is 200 ms old, of which 30 are subtracted for the screen that a phone would have.
            awaitElsewhere(cora, "Firefox shows the latency of what Chromium films", () -> fay.badge("cora")
                    .filter(latency -> latency >= 170 && latency <= 600)
                    .isPresent());

            fay.press("Start video");
            assertThat(cora.pictureOf("fay")).hasJSProperty("paused", false);
            // Each microphone is added to an existing publication.
            cora.button("Unmute").click();
            fay.press("Unmute");
            await(cora, "Chromium sees and hears Firefox", () -> flows(cora.statistics()));
            awaitElsewhere(cora, "Firefox sees and hears Chromium", () -> flows(fay.statistics()));
        }
    }

    /**
     * Waits for a condition of another browser. It is asked on a thread of its own: Playwright asks after each message
     * of its browser, which a slow answer would hold up until the clock codes come too late to be shown.
     */
    private static void awaitElsewhere(Person person, String what, BooleanSupplier condition) {
        CompletableFuture<Void> holds = CompletableFuture.runAsync(() -> Awaitility.await(what)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(condition::getAsBoolean));
        person.page()
                .waitForCondition(
                        holds::isDone,
                        new Page.WaitForConditionOptions()
                                .setTimeout(LIMIT.multipliedBy(2).toMillis()));
        holds.join();
    }

    /** Waits in Playwright, because it runs the callbacks of the filmed clock codes on this thread only. */
    private static void await(Person person, String what, BooleanSupplier condition) {
        try {
            person.page().waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(LIMIT.toMillis()));
        } catch (TimeoutError e) {
            throw new AssertionError("waited in vain: " + what, e);
        }
    }

    private static boolean flows(PeerStatistics statistics) {
        return statistics.incoming("video", "framesDecoded") > 30
                && statistics.incoming("audio", "packetsReceived") > 30
                && statistics.formats().containsAll(List.of("video/VP8", "audio/opus"));
    }
}
