package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people do in a room, as the others see it. The browser has nothing to complain about meanwhile. */
@ChattyCatTest
class RoomBrowserIT extends BrowserTest {
    private static final int MOST_TABS = 60;

    /** Replaces the screen: a machine without a desktop has none to share. */
    private static final String SCREEN = """
            navigator.mediaDevices.getDisplayMedia = async () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
              const context = canvas.getContext('2d');
              let frame = 0;
              setInterval(() => {
                context.fillStyle = `hsl(${frame++ % 360} 60% 50%)`;
                context.fillRect(0, 0, canvas.width, canvas.height);
              }, 100);
              return canvas.captureStream(10);
            };
            """;

    private static final String FULL_SCREEN = "() => document.fullscreenElement !== null";
    private static final String NO_FULL_SCREEN = "() => document.fullscreenElement === null";
    private static final String WINDOW_TEXT = "() => documentPictureInPicture.window?.document.body.innerText ?? ''";

    @Test
    @DisplayName("Keys alone talk, show video, pin, fill the screen, raise the hand and chat")
    void keysAlone() {
        try (Person kay = person();
                Person lee = person()) {
            meet(kay, lee);
            Keyboard keys = kay.page().keyboard();

            keys.press("v");
            lee.awaitMovingPictureOf("kay");
            keys.down(" ");
            assertThat(kay.button("Mute")).isVisible();
            assertThat(muted(lee, "kay")).hasCount(0);
            keys.up(" ");
            assertThat(muted(lee, "kay")).isVisible();
            keys.press("m");
            assertThat(muted(lee, "kay")).hasCount(0);

            Locator pin = kay.button("Pin lee");
            tabTo(kay.page(), pin);
            keys.press("p");
            assertThat(pin).hasAttribute("aria-pressed", "true");
            keys.press("p");
            assertThat(pin).hasAttribute("aria-pressed", "false");

            keys.press("f");
            kay.page().waitForFunction(FULL_SCREEN);
            keys.press("f");
            kay.page().waitForFunction(NO_FULL_SCREEN);

            keys.press("h");
            assertThat(lee.tile("kay")).containsText("Hand raised, number 1");
            keys.press("h");
            assertThat(lee.tile("kay")).not().containsText("Hand raised");

            keys.press("c");
            assertThat(kay.page().getByLabel("Message to everybody")).isFocused();
            // None of these letters is a shortcut while somebody types.
            keys.type("vmhpf");
            keys.press("Enter");
            lee.button("Chat, 1 new").click();
            assertThat(lee.page().getByRole(AriaRole.LOG)).containsText("vmhpf");
            assertThat(lee.pictureOf("kay")).hasCount(1);
            assertQuiet(kay, lee);
        }
    }

    @Test
    @DisplayName("A shared screen is zoomed, and the call is in a window of its own")
    void zoomAndPictureInPicture() {
        try (Person kay = person().prepared(SCREEN);
                Person lee = person()) {
            meet(kay, lee);
            kay.button("Share screen").click();
            lee.awaitMovingPictureOf("kay (screen)");
            Locator zoom = lee.tile("Zoom of kay (screen)");
            assertThat(zoom).containsText("100 %");
            zoom.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Zoom in"))
                    .click();
            assertThat(zoom).not().containsText("100 %");

            lee.button("More").click();
            lee.page()
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Picture in picture"))
                    .click();
            lee.page().waitForFunction(WINDOW_TEXT + ".includes('kay')");
            lee.page().evaluate("() => documentPictureInPicture.window.close()");
            lee.awaitMovingPictureOf("kay (screen)");

            kay.button("Stop sharing").click();
            assertThat(lee.tile("kay (screen)")).hasCount(0);
            assertQuiet(kay, lee);
        }
    }

    @Test
    @DisplayName("Reactions, co-hosts, titles and stopped shares reach the others")
    void whatHostsDo() {
        try (Person kay = person();
                Person lee = person().prepared(SCREEN)) {
            meet(kay, lee);
            lee.button("React").click();
            lee.button("Clap").click();
            assertThat(kay.tile("lee").getByText("👏")).isVisible();

            kay.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("People: 2"))
                    .click();
            kay.button("Options for lee").click();
            item(kay, "Make co-host").click();
            assertThat(lee.page().getByText("You are a co-host now.")).isVisible();

            lee.button("Share screen").click();
            assertThat(kay.tile("lee (screen)")).isVisible();
            lee.button("Raise hand").click();
            kay.button("Lower all hands").click();
            assertThat(lee.button("Raise hand")).isVisible();
            kay.button("Options for lee").click();
            item(kay, "Stop screen share").click();
            assertThat(kay.tile("lee (screen)")).hasCount(0);
            assertThat(lee.button("Share screen")).isVisible();
            assertQuiet(kay, lee);
        }
    }

    private void meet(Person kay, Person lee) {
        kay.signIn("kay@room.example");
        lee.signIn("lee@room.example");
        lee.joinByCode(kay.createMeeting());
        assertThat(lee.tile("kay")).isVisible();
        assertThat(kay.tile("lee")).isVisible();
    }

    /** Presses Tab until the element has the focus. */
    private static void tabTo(Page page, Locator element) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if ((boolean) element.evaluate("one => one === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("not reached by Tab: " + element);
    }

    private static Locator muted(Person viewer, String participant) {
        return viewer.tile(participant).getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Muted"));
    }

    private static Locator item(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void assertQuiet(Person... people) {
        for (Person person : people) {
            assertThat(person.complaints())
                    .as("errors and warnings of the console")
                    .isEmpty();
        }
    }
}
