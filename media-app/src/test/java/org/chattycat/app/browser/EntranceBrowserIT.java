package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.browser.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ways into a meeting and out of it: with which devices, after a reload, and by a sign-in link in another tab. */
@ChattyCatTest
class EntranceBrowserIT {
    /** Notes what a page asks the browser for: {@code audio}, {@code video} or {@code audio+video}. */
    private static final String WATCH_DEVICES = """
            globalThis.askedFor = [];
            const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = wish => {
              askedFor.push(['audio', 'video'].filter(kind => wish[kind]).join('+'));
              return original(wish);
            };""";

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @BeforeAll
    static void startChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        chromium.close();
    }

    private Person person() {
        return new Person(chromium.browser(), "http://localhost:" + port)
                .prepared(PeerStatistics.SCRIPT)
                .prepared(WATCH_DEVICES);
    }

    @Test
    void cameraAndMicrophoneAreOpenedEachByItsOwnButtonInEitherOrder() {
        try (Person mia = person();
                Person noa = person()) {
            mia.signIn("mia@entrance.example");
            noa.signIn("noa@entrance.example");
            noa.joinByCode(code(mia.createMeeting()));

            mia.button("Start video").click();
            noa.awaitMovingPictureOf("mia");
            assertThat(mia.button("Unmute")).isVisible();
            assertThat(mutedMark(noa, "mia")).isVisible();
            assertThat(asked(mia)).containsExactly("video");
            noa.button("Unmute").click();
            assertThat(mutedMark(mia, "noa")).hasCount(0);
            mia.page().waitForCondition(() -> audioPackets(mia) > 30);
            assertThat(noa.button("Start video")).isVisible();
            assertThat(asked(noa)).containsExactly("audio");
            assertThat(audioPackets(noa)).as("sound that nobody asked for").isZero();

            mia.button("Unmute").click();
            noa.button("Start video").click();
            mia.awaitMovingPictureOf("noa");
            assertThat(mutedMark(noa, "mia")).hasCount(0);
            noa.page().waitForCondition(() -> audioPackets(noa) > 30);
            assertThat(asked(mia)).containsExactly("video", "audio");
        }
    }

    @Test
    void joinGoesInWithWhatTheLobbyShows() {
        try (Person ola = person();
                Person pia = person()) {
            ola.signIn("ola@entrance.example");
            pia.signIn("pia@entrance.example");
            String room = ola.createMeeting();
            pia.page().navigate(room);
            pia.button("Turn on camera and microphone").click();
            assertThat(pia.button("Stop video")).isVisible();
            assertThat(asked(pia)).containsExactly("audio+video");
            pia.button("Mute").click();
            assertThat(pia.page().getByText("You join with your camera on and your microphone muted."))
                    .isVisible();
            pia.button("Join").click();

            assertThat(pia.button("Stop video")).isVisible();
            assertThat(pia.button("Unmute")).isVisible();
            ola.awaitMovingPictureOf("pia");
            assertThat(mutedMark(ola, "pia")).isVisible();
        }
    }

    @Test
    void aReloadGoesOnWithTheCallAndNeverUndoesLeaving() {
        try (Person ria = person();
                Person sue = person()) {
            ria.signIn("ria@entrance.example");
            sue.signIn("sue@entrance.example");
            String room = ria.createMeeting();
            sue.joinByCode(code(room));
            assertThat(ria.tile("sue")).isVisible();
            sue.page().reload();
            assertThat(sue.button("Leave")).isVisible();
            assertThat(ria.tile("sue")).hasCount(1);

            sue.button("Leave").click();
            assertThat(ria.tile("sue")).hasCount(0);
            sue.page().reload();
            assertThat(lobby(sue)).isVisible();
            sue.page().goBack();
            assertThat(sue.button("New meeting")).isVisible();
            sue.page().goForward();
            assertThat(lobby(sue)).isVisible();
            assertThat(ria.tile("sue")).hasCount(0);
        }
    }

    @Test
    void aSignedInPersonFollowsAnotherSignInLink() {
        try (Person tess = person()) {
            tess.signIn("tess@entrance.example");
            var other = people.stranger();
            other.postJson("/api/sign-in/link", Map.of("email", "una@entrance.example"));
            tess.page()
                    .navigate("http://localhost:" + port + "/sign-in#token=" + other.linkToken("una@entrance.example"));
            assertThat(tess.page().getByText("You are signed in as tess@entrance.example"))
                    .isVisible();
            assertThat(tess.button("Sign in")).isVisible();
        }
    }

    @Test
    void aTabThatWaitsLearnsThatAnotherOneSignedIn() {
        try (Person vera = person()) {
            Page waiting = vera.page();
            waiting.navigate("http://localhost:" + port + "/");
            waiting.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail"))
                    .fill("vera@entrance.example");
            vera.button("Send sign-in link").click();
            Page other = waiting.context().newPage();
            other.navigate(vera.awaitSignInLink("vera@entrance.example"));
            other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            assertThat(other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New meeting")))
                    .isVisible();
            assertThat(vera.button("New meeting")).isVisible();
        }
    }

    private static Locator lobby(Person person) {
        return person.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ready to join?"));
    }

    private static Locator mutedMark(Person viewer, String participant) {
        return viewer.tile(participant).getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Muted"));
    }

    private static double audioPackets(Person viewer) {
        return viewer.statistics().incoming("audio", "packetsReceived");
    }

    @SuppressWarnings("unchecked")
    private static List<String> asked(Person person) {
        return (List<String>) person.page().evaluate("() => askedFor");
    }

    private static String code(String room) {
        return room.substring(room.lastIndexOf('/') + 1);
    }
}
