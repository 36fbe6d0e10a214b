package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.chattycat.app.LimitedKurento;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The same on a media server that is as limited as a real Kurento, and on one that hangs during a call. */
@LimitedKurento
class CallOnLimitedKurentoIT extends CallBrowserIT {
    private static final Duration FREEZE = Duration.ofSeconds(10);
    /** The configured 3 s, and a margin for a loaded machine. */
    private static final double NOTICED_MS = 6_000;

    @Autowired
    private EmbeddedKurento kurento;

    @Test
    @DisplayName("A media server that hangs is reported to everyone, and the call continues when it recovers")
    void hangingMediaServerIsReported() {
        try (Person cleo = person();
                Person dan = person()) {
            cleo.signIn("cleo@example.org");
            dan.signIn("dan@example.org");
            String room = cleo.createMeeting();
            dan.joinByCode(room);
            cleo.button("Start video").click();
            dan.button("Start video").click();
            cleo.awaitMovingPictureOf("dan");
            dan.awaitMovingPictureOf("cleo");

            kurento.freeze(FREEZE);
            assertThat(standstill(cleo)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(NOTICED_MS));
            assertThat(standstill(dan)).isVisible();
            assertThat(standstill(cleo)).hasCount(0);
            assertThat(standstill(dan)).hasCount(0);
            cleo.awaitMovingPictureOf("dan");
            dan.awaitMovingPictureOf("cleo");
        }
    }

    private static Locator standstill(Person person) {
        return person.page()
                .getByRole(AriaRole.STATUS)
                .filter(new Locator.FilterOptions().setHasText("Audio and video are paused"));
    }
}
