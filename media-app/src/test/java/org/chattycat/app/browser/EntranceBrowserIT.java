package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Joining and leaving: which devices are opened, what a reload does, and sign-in links in another tab. */
@ChattyCatTest
class EntranceBrowserIT extends BrowserTest {
    /** Records which devices a page requests: {@code audio}, {@code video} or {@code audio+video}. */
    private static final String WATCH_DEVICES = """
            globalThis.askedFor = [];
            const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = wish => {
              askedFor.push(['audio', 'video'].filter(kind => wish[kind]).join('+'));
              return original(wish);
            };""";

    @Autowired
    private People people;

    @Override
    Person person() {
        return super.person().prepared(PeerStatistics.SCRIPT).prepared(WATCH_DEVICES);
    }

    @Test
    @DisplayName("Camera and microphone are opened by their own buttons, in either order")
    void devicesAreOpenedSeparately() {
        try (Person mia = person();
                Person noa = person()) {
            mia.signIn("mia@entrance.example");
            noa.signIn("noa@entrance.example");
            noa.joinByCode(mia.createMeeting());

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
            assertThat(audioPackets(noa)).as("audio before anyone unmuted").isZero();

            mia.button("Unmute").click();
            noa.button("Start video").click();
            mia.awaitMovingPictureOf("noa");
            assertThat(mutedMark(noa, "mia")).hasCount(0);
            noa.page().waitForCondition(() -> audioPackets(noa) > 30);
            assertThat(asked(mia)).containsExactly("video", "audio");
        }
    }

    @Test
    void joiningKeepsTheDevicesOfTheLobby() {
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
    @DisplayName("After a reload one press continues the call with the devices as they were; not so after leaving")
    void onePressContinuesAfterReload() {
        try (Person ria = person();
                Person sue = person()) {
            ria.signIn("ria@entrance.example");
            sue.signIn("sue@entrance.example");
            String room = ria.createMeeting();
            sue.joinByCode(room);
            sue.button("Start video").click();
            sue.button("Unmute").click();
            sue.button("Mute").click();
            ria.awaitMovingPictureOf("sue");

            sue.page().reload();
            assertThat(sue.page().getByRole(AriaRole.DEFINITION)).hasText(new String[] {"sue", "on", "muted"});
            assertThat(asked(sue)).as("before the press").isEmpty();
            assertThat(ria.tile("sue")).hasCount(0);
            sue.button("Rejoin").click();
            ria.awaitMovingPictureOf("sue");
            assertThat(mutedMark(ria, "sue")).isVisible();
            assertThat(sue.button("Stop video")).isVisible();
            assertThat(sue.button("Unmute")).isVisible();
            assertThat(asked(sue)).containsExactly("audio+video");
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
    @DisplayName(
            "Who waits for the host joins with the devices of the lobby, and no longer waits after closing the page")
    void hostLetsPeopleIn() {
        try (Person eli = person();
                Person fay = person();
                Person gia = person()) {
            eli.signIn("eli@entrance.example");
            fay.signIn("fay@entrance.example");
            gia.signIn("gia@entrance.example");
            String room = eli.createMeeting();
            eli.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^People")))
                    .click();
            Locator waitingRoom =
                    eli.page().getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Waiting room"));
            waitingRoom.click();
            assertThat(waitingRoom).isChecked();
            eli.page().keyboard().press("Escape");

            fay.page().navigate(room);
            fay.button("Start video").click();
            assertThat(fay.button("Stop video")).isVisible();
            fay.button("Ask to join").click();
            assertThat(fay.page().getByText("The host sees that you want to join."))
                    .isVisible();
            gia.page().navigate(room);
            gia.button("Ask to join").click();
            assertThat(eli.page().getByText("2 people want to join.")).isVisible();
            gia.page().close();
            assertThat(eli.page().getByText("fay wants to join.")).isVisible();
            eli.button("Let in fay").focus();
            eli.page().keyboard().press("Enter");

            eli.awaitMovingPictureOf("fay");
            assertThat(eli.page().getByText("wants to join")).hasCount(0);
            assertThat(asked(fay)).containsExactly("video");
        }
    }

    @Test
    void signedInPersonOpensAnotherSignInLink() {
        try (Person tess = person()) {
            tess.signIn("tess@entrance.example");
            var other = people.stranger();
            other.postJson("/api/sign-in/link", Map.of("email", "una@entrance.example"));
            tess.page().navigate(url() + "/sign-in#token=" + other.linkToken("una@entrance.example"));
            assertThat(tess.page().getByText("You are signed in as tess@entrance.example"))
                    .isVisible();
            assertThat(tess.button("Sign in")).isVisible();
        }
    }

    @Test
    void waitingTabNoticesASignInInAnotherTab() {
        try (Person vera = person()) {
            Page waiting = vera.page();
            waiting.navigate(url() + "/");
            waiting.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail"))
                    .fill("vera@entrance.example");
            vera.button("Send sign-in link").click();
            Page other = waiting.context().newPage();
            other.navigate(vera.awaitSignInLink("vera@entrance.example"));
            other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            vera.chooseName("Vera");
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
}
