package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two people with different browsers, Chromium and Firefox, see, hear and measure each other. */
@ChattyCatTest
class FirefoxCallIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Test
    void chromiumAndFirefoxMeet() throws IOException {
        String url = "http://localhost:" + port;
        try (Chromium chromium = new Chromium();
                Firefox firefox = new Firefox();
                Person cora = new Person(chromium.browser(), url)
                        .prepared(PeerStatistics.SCRIPT)
                        .holdingClock();
                FirefoxPerson fay = new FirefoxPerson(firefox, "fay", url)) {
            cora.signIn("cora@example.org");
            fay.signIn(people.stranger());
            fay.follow(cora.createMeeting());
            cora.button("Start video").click();
            fay.sees("cora");
            Awaitility.await("Firefox shows the latency of what Chromium films")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(fay.badge("cora"))
                            .hasValueSatisfying(latency -> assertThat(latency).isBetween(200, 600)));

            fay.press("Start video");
            assertThat(cora.pictureOf("fay")).hasJSProperty("paused", false);
            Awaitility.await("Chromium sees and hears Firefox")
                    .atMost(LIMIT)
                    .untilAsserted(() -> flows(cora.statistics()));
            Awaitility.await("Firefox sees and hears Chromium")
                    .atMost(LIMIT)
                    .untilAsserted(() -> flows(fay.statistics()));
        }
    }

    private static void flows(PeerStatistics statistics) {
        assertThat(statistics.incoming("video", "framesDecoded")).isGreaterThan(30);
        assertThat(statistics.incoming("audio", "packetsReceived")).isGreaterThan(30);
        assertThat(statistics.formats()).contains("video/VP8", "audio/opus");
    }
}
