package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What axe cannot check of the pages: focus, motion, forced colours, and labels that cover something. */
@ChattyCatTest
class BeyondAxeIT extends BrowserTest {
    /** What is wrong with the bar: its rows, and labels that are hidden or do not fit. */
    private static final String BAR = """
            () => {
              const buttons = [...document.querySelectorAll('#controls button')];
              const rows = new Set(buttons.map(one => Math.round(one.getBoundingClientRect().top)));
              const wrong = buttons.filter(one => !one.innerText.trim() || one.scrollWidth > one.clientWidth
                  || one.getBoundingClientRect().right > innerWidth);
              return [rows.size === 1 ? 'one row' : rows.size + ' rows', ...wrong.map(one => one.ariaLabel)];
            }""";

    /** What the notch and the round corners of a phone on its side cover, in CSS pixels. */
    private static final String INSETS = "{\"top\": 12, \"left\": 47, \"bottom\": 21, \"right\": 47}";

    /** What is seen beyond these insets; pages scroll, so that the bottom counts in the room only. */
    private static final String UNSAFE = """
            insets => {
              const { top, left, right, bottom } = JSON.parse(insets);
              const room = document.querySelector('#controls') !== null;
              const seen = one => {
                const box = one.getBoundingClientRect();
                let [x1, y1, x2, y2] = [box.left, box.top, box.right, box.bottom];
                for (let up = one.parentElement; up !== null; up = up.parentElement) {
                  if (getComputedStyle(up).overflowY === 'visible') continue;
                  const clip = up.getBoundingClientRect();
                  [x1, y1] = [Math.max(x1, clip.left), Math.max(y1, clip.top)];
                  [x2, y2] = [Math.min(x2, clip.right), Math.min(y2, clip.bottom)];
                }
                return { left: x1, top: y1, right: x2, bottom: y2, width: x2 - x1, height: y2 - y1 };
              };
              return [...document.querySelectorAll('button, a:not([href^="#"]), input, h1, [data-tile]')]
                  .map(one => [one, seen(one)])
                  .filter(([one, box]) => box.width > 1 && box.height > 1 && !one.closest('.sr-only') && (
                      box.top < top || box.left < left || box.right > innerWidth - right
                      || (room && box.bottom > innerHeight - bottom)))
                  .map(([one]) => one.ariaLabel ?? one.outerHTML);
            }""";

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void focusFollowsTheView() {
        try (Person kim = person()) {
            Page page = kim.page();
            kim.signIn("kim@accessible.example");
            assertThat(heading(page, "Meet now")).isFocused();
            page.navigate(url() + "/account");
            assertThat(heading(page, "Account")).isVisible();
            assertThat(page.locator(":focus")).hasCount(0);
            page.keyboard().press("Tab");
            Locator skip = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Skip to content"));
            assertThat(skip).isFocused();
            assertThat(skip).isInViewport();
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Chatty Cat"))
                    .click();
            assertThat(heading(page, "Meet now")).isFocused();
            kim.createMeeting();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isFocused();
            kim.button("Leave").click();
            assertThat(heading(page, "You left the meeting")).isFocused();
        }
    }

    /** The server of this room is the test: 20 people, each with a latency. */
    @Test
    @DisplayName("With twenty people on a phone, no label covers another one or a face")
    void twentyPeopleOnAPhone() {
        try (Person kim = person()) {
            Page page = kim.page();
            // Only sockets of pages that are loaded afterwards are routed.
            page.setViewportSize(390, 844);
            page.routeWebSocket(
                    Pattern.compile("/call$"),
                    socket -> socket.onMessage(frame -> {
                        JsonObject message =
                                JsonParser.parseString(frame.text()).getAsJsonObject();
                        if (message.get("type").getAsString().equals("join")) {
                            socket.send(TwentyPeople.joined(message.get("ref").getAsLong()));
                        }
                        socket.send("{\"type\":\"pong\"}");
                        socket.send(TwentyPeople.latencies());
                    }));
            kim.signIn("kim@twenty.example");
            kim.createMeeting();
            Locator tiles = page.locator("[data-tile]");
            for (int next = 0; next < 3; next++) {
                assertThat(tiles).hasCount(6);
                assertThat(page.locator("[data-tile] [data-sample-id]")).hasCount(6);
                assertThat(page.evaluate(TwentyPeople.COVERED))
                        .as("page %d", next)
                        .isEqualTo(List.of());
                kim.button("Next people").click();
            }
            assertThat(tiles).hasCount(2);
        }
    }

    @Test
    @DisplayName("The bar of a phone has one row of buttons, each with a label")
    void barOfAPhone() {
        try (Person kim = person()) {
            kim.signIn("kim@bar.example");
            kim.createMeeting();
            // Width, height, and how many buttons are in the bar.
            int[][] phones = {{320, 640, 6}, {390, 844, 6}, {640, 900, 10}, {844, 390, 10}};
            for (int[] phone : phones) {
                kim.page().setViewportSize(phone[0], phone[1]);
                assertThat(kim.page().locator("#controls button")).hasCount(phone[2]);
                assertThat(kim.page().evaluate(BAR))
                        .as("%d pixels wide", phone[0])
                        .isEqualTo(List.of("one row"));
            }
        }
    }

    @Test
    @DisplayName("Nothing of the lobby or the room is below the notch or the round corners of a phone")
    void safeAreas() {
        try (Person kim = person()) {
            Page page = kim.page();
            JsonObject parameters = new JsonObject();
            parameters.add("insets", JsonParser.parseString(INSETS));
            page.context().newCDPSession(page).send("Emulation.setSafeAreaInsetsOverride", parameters);
            page.setViewportSize(844, 390);
            kim.signIn("kim@notch.example");
            String room = kim.createMeeting();
            assertThat(kim.tile("kim")).isVisible();
            assertThat(page.evaluate(UNSAFE, INSETS)).as("room").isEqualTo(List.of());
            kim.button("Leave").click();
            page.navigate(room);
            assertThat(kim.button("Join")).isVisible();
            assertThat(page.evaluate(UNSAFE, INSETS)).as("lobby").isEqualTo(List.of());
        }
    }

    @Test
    void reducedMotionStopsSpinners() {
        try (Person kim = person()) {
            Page page = kim.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            // Never answered, so the page keeps loading.
            page.route("**/api/session", route -> {});
            page.navigate(url() + "/");
            assertThat(page.getByText("Loading…")).isVisible();
            Object running = page.evaluate("() => document.getAnimations().length");
            assertThat(running).isEqualTo(0);
        }
    }

    @Test
    void forcedColoursKeepTheShapeOfControls() {
        try (Person kim = person()) {
            Page page = kim.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            kim.signIn("kim@accessible.example");
            List<Locator> shaped = new ArrayList<>(
                    List.of(kim.button("New meeting"), page.getByRole(AriaRole.SWITCH), kim.button("Join")));
            shaped.forEach(BeyondAxeIT::assertEdged);
            assertThat(page.getByRole(AriaRole.SWITCH).locator("span")).not().hasCSS("background-color", (String)
                    page.evaluate("() => getComputedStyle(document.body).backgroundColor"));
            kim.createMeeting();
            assertEdged(kim.button("Leave"));
            assertEdged(kim.button("Unmute"));
            assertEdged(kim.tile("kim"));
        }
    }

    private static void assertEdged(Locator locator) {
        Object edged = locator.evaluate("""
                one => {
                  const style = getComputedStyle(one);
                  const visible = (kind, width) => kind !== 'none' && parseFloat(width) >= 1;
                  return visible(style.borderTopStyle, style.borderTopWidth) || visible(style.outlineStyle, style.outlineWidth);
                }""");
        assertThat(edged).as(locator.toString()).isEqualTo(true);
    }
}
