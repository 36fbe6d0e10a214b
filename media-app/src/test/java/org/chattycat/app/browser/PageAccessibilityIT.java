package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.latency.GoneWorker;
import org.chattycat.browser.Axe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Every page and each of its main states: axe finds nothing, in light and in dark; it fits a phone of 320 px; the console
 * reports nothing about the site's headers. {@link BeyondAxeIT} has what axe cannot check.
 */
@ChattyCatTest
class PageAccessibilityIT extends BrowserTest {
    private static final int WIDE = 1280;
    private static final int NARROW = 320;
    private static final int HEIGHT = 800;
    private static final int SETTLED_MS = 10_000;

    private static final String AXE = Axe.script();

    @Autowired
    private DatabaseClient database;

    private final SoftAssertions found = new SoftAssertions();
    private final List<String> console = new CopyOnWriteArrayList<>();

    @Override
    Person person() {
        Person person = super.person();
        person.page().onConsoleMessage(message -> console.add(message.text()));
        return person;
    }

    /** Checks the page as it is now, once {@code ready} is visible. */
    private void check(String state, Page page, Locator ready) {
        assertThat(ready).isVisible();
        page.evaluate(AXE);
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            found.assertThat(axeFindings(page)).as("%s, %s", state, scheme).isEmpty();
        }
        page.setViewportSize(NARROW, HEIGHT);
        try {
            // Popovers and charts adapt a moment later.
            page.waitForCondition(
                    () -> beyondTheRightEdge(page).isEmpty(),
                    new Page.WaitForConditionOptions().setTimeout(SETTLED_MS));
        } catch (TimeoutError e) {
            found.fail("%s, at %d px beyond the right edge: %s", state, NARROW, beyondTheRightEdge(page));
        }
        page.setViewportSize(WIDE, HEIGHT);
    }

    /** Elements beyond the right edge of the page, except in regions that scroll. */
    private static List<?> beyondTheRightEdge(Page page) {
        return (List<?>) page.evaluate("""
                () => [...document.querySelectorAll('body *')]
                    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
                    .filter(one => !one.closest('.sr-only, [role=region], svg *'))
                    .map(one => `${one.tagName}: ${one.textContent.slice(0, 40)}`)""");
    }

    private static List<?> axeFindings(Page page) {
        return (List<?>) page.evaluate(Axe.CHECK);
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void assertNothingFound() {
        found.assertThat(console)
                .as("console")
                .noneMatch(text -> text.contains("Permissions-Policy") || text.contains("Unrecognized feature"));
        found.assertAll();
    }

    @Test
    void pagesForSignedOutVisitors() {
        try (Person sam = person()) {
            Page page = sam.page();
            page.navigate(url() + "/");
            check("welcome", page, heading(page, "The video call that measures itself"));
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail"))
                    .fill("nobody");
            sam.button("Send sign-in link").click();
            check("welcome with an error", page, page.getByRole(AriaRole.ALERT));
            String email = "sam.with.a.long.name.that.does.not.fit.on.a.line@accessible.example";
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail"))
                    .fill(email);
            sam.button("Send sign-in link").click();
            check("mail sent", page, heading(page, "Check your inbox"));
            page.route(
                    "**/api/emails/*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody("{\"state\":\"UNAVAILABLE\",\"until\":\"2026-01-01T12:10:00Z\"}")));
            sam.button("Use another address or send it again").click();
            sam.button("Send sign-in link").click();
            check("mail delayed", page, heading(page, "Your link is delayed"));
            page.navigate(url() + "/dev/mail");
            check("mailbox", page, page.getByText(email).first());
            page.navigate(url() + "/sign-in");
            check("sign-in link without a token", page, heading(page, "This sign-in link is incomplete"));
            page.navigate(sam.awaitSignInLink(email));
            check("sign-in link", page, heading(page, "Nearly there"));
            sam.button("Sign in").click();
            check("name", page, heading(page, "What is your name?"));
            sam.button("Continue").click();
            check("name with an error", page, page.getByRole(AriaRole.ALERT));
            sam.chooseName("Sam");
            assertThat(sam.button("New meeting")).isVisible();
            page.navigate(url() + "/sign-in#token=none");
            sam.button("Sign in").click();
            check("sign-in link that is used up", page, heading(page, "This sign-in link no longer works"));
            page.context().clearCookies();
            page.navigate(url() + "/account");
            check("account, signed out", page, heading(page, "Sign in to see your account"));
            page.navigate(url() + "/status");
            check("status, signed out", page, heading(page, "Sign in to see the status"));
            page.navigate(url() + "/m/" + UUID.randomUUID());
            check("meeting, signed out", page, heading(page, "Sign in to join"));
            page.navigate(url() + "/lab");
            check("lab", page, page.getByText("Choose a video, or drop it here"));
            page.getByLabel("Video file")
                    .setInputFiles(new FilePayload("a.mp4", "video/mp4", "text".getBytes(StandardCharsets.UTF_8)));
            check("lab with an error", page, page.getByRole(AriaRole.ALERT));
            page.getByLabel("Video file").setInputFiles(FilmOfTwoClocks.named("two clocks.webm", page));
            check("lab at work", page, page.getByRole(AriaRole.PROGRESSBAR));
            check("report of the lab", page, heading(page, "All readings"));
            page.navigate(url() + "/clock");
            check("clock without a link", page, heading(page, "This page needs a link"));
            page.navigate(url() + "/no/such/page");
            check("not found", page, heading(page, "Page not found"));
        }
        assertNothingFound();
    }

    @Test
    void pagesForSignedInPeopleAndTheCall() {
        try (Person ava = person().holdingClock();
                Person gil = person();
                Person zoe = person()) {
            Page page = ava.page();
            ava.signIn("ava@accessible.example");
            check("home without meetings", page, page.getByText("No meetings yet"));
            ava.button("Account and settings").click();
            check("menu", page, page.getByRole(AriaRole.MENU));
            page.keyboard().press("Escape");
            String room = ava.createMeeting();
            check("room", page, ava.tile("ava"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^People")))
                    .click();
            check("people", page, page.getByRole(AriaRole.DIALOG));
            Locator guests = page.getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.SWITCH,
                            new Locator.GetByRoleOptions()
                                    .setName(Pattern.compile("guests", Pattern.CASE_INSENSITIVE)));
            guests.click();
            assertThat(guests).isChecked();
            page.keyboard().press("Escape");

            Page guest = gil.page();
            guest.navigate(room);
            check("entrance for guests", guest, heading(guest, "Join as a guest"));
            gil.joinAsGuest(room, "Gil with a name that is too long for a narrow page");
            ava.button("Start video").click();
            ava.button("Devices").click();
            check("devices", page, page.getByRole(AriaRole.DIALOG));
            page.keyboard().press("Escape");
            page.keyboard().press("?");
            check("shortcuts", page, page.getByRole(AriaRole.DIALOG));
            page.keyboard().press("Escape");
            LiveBadges.collect("ava", 3, 0, Duration.ofSeconds(60), ava);
            Locator link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the clock"));
            check("room with the Measure panel", page, link);
            Page clock = page.context().newPage();
            clock.navigate(link.getAttribute("href"));
            check("clock", clock, clock.getByText("Hold this up to"));
            clock.close();
            ava.button("Close Measure").click();
            assertThat(link).hasCount(0);
            check("room with a measured camera", page, ava.badge("ava"));
            ava.badge("ava").click();
            check("details of a latency", page, page.getByRole(AriaRole.DIALOG));
            page.keyboard().press("Escape");
            ava.button("Chat").click();
            page.keyboard().type("See https://example.org");
            page.keyboard().press("Enter");
            check(
                    "chat",
                    page,
                    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("https://example.org")));
            page.keyboard().press("Escape");
            page.keyboard().press("i");
            check("statistics", page, page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("ava (you)")));
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.TABLE)).hasCount(0);
            gil.button("Unmute").click();
            ava.button("Raise hand").click();
            ava.button("React").click();
            check("hand and reactions", page, page.getByRole(AriaRole.DIALOG));
            page.keyboard().press("Escape");
            Page second = page.context().newPage();
            second.navigate(room);
            button(second, "Join").click();
            check("room in another tab too", second, button(second, "Switch here"));
            button(second, "Switch here").click();
            check("continued in another tab", page, heading(page, "This call continues elsewhere"));
            assertThat(button(second, "Switch here")).hasCount(0);
            ava.button("Switch back here").click();
            assertThat(heading(second, "This call continues elsewhere")).isVisible();
            second.close();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^People")))
                    .click();
            Locator options =
                    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Options")));
            options.last().click();
            check("what the host can do to somebody", page, page.getByRole(AriaRole.MENU));
            menuItem(page, "Mute").click();
            check("muted by the host", guest, guest.getByText("The host muted you."));
            options.last().click();
            menuItem(page, "Ask to unmute").click();
            check("asked to unmute", guest, guest.getByText("The host asks you to unmute."));
            gil.button("Dismiss").click();
            gil.button("Dismiss").click();
            options.last().click();
            menuItem(page, "Remove…").click();
            Locator lock =
                    page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Also lock the meeting"));
            check("removing somebody", page, lock);
            lock.click();
            ava.button("Remove").click();
            check("removed", guest, heading(guest, "You are no longer in this meeting"));
            Locator locked = page.getByRole(
                    AriaRole.SWITCH,
                    new Page.GetByRoleOptions().setName("Lock the meeting").setExact(true));
            assertThat(locked).isChecked();
            Page stranger = zoe.page();
            stranger.navigate(room);
            check("locked meeting, signed out", stranger, stranger.getByText("This meeting is locked."));
            zoe.signIn("zoe@accessible.example");
            stranger.navigate(room);
            check("locked meeting, signed in", stranger, heading(stranger, "The meeting is locked"));
            assertThat(zoe.button("Join")).hasCount(0);
            locked.click();
            assertThat(locked).not().isChecked();
            zoe.button("Try again").click();
            assertThat(heading(stranger, "Ready to join?")).isVisible();
            Locator waitingRoom = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Waiting room"));
            waitingRoom.click();
            assertThat(waitingRoom).isChecked();
            page.keyboard().press("Escape");
            stranger.navigate(room);
            zoe.button("Ask to join").click();
            check("waiting room", stranger, heading(stranger, "Waiting for the host"));
            check("somebody waits", page, ava.button("Let in zoe"));
            guest.navigate(room);
            gil.button("Continue").click();
            gil.button("Ask to join").click();
            check("two people wait", page, ava.button("Let all in"));
            ava.button("Deny all").click();
            check("not let in", stranger, heading(stranger, "You were not let in"));

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^People")))
                    .click();
            ava.button("End for everybody").click();
            check("ending the meeting", page, ava.button("End now"));
            ava.button("End now").click();
            check("ended by the host", page, heading(page, "The host ended the meeting"));
            ava.button("Join again").click();
            ava.button("Leave").click();
            check("left", page, heading(page, "You left the meeting"));

            page.navigate(room + "/history");
            check("history", page, heading(page, "Samples"));
            ava.button("Annotate").click();
            check("annotation", page, ava.button("Cancel"));
            page.getByLabel("Note").fill("Under the lamp");
            ava.button("Save").click();
            check("timeline", page, ava.button("Delete “Under the lamp”"));
            for (String label : List.of("A", "B")) {
                page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName(Pattern.compile("^Mark as " + label)))
                        .first()
                        .click();
            }
            check("comparison", page, page.getByLabel("Table of the comparison"));
            List<String> links = new ArrayList<>();
            for (String shows : List.of("comparison", "history")) {
                ava.button("Share").click();
                page.getByLabel("The link shows").selectOption(shows);
                ava.button("Create link").click();
                ava.button("Copy the link").waitFor();
                links.add(page.locator("dialog pre").textContent());
                check("sharing of the " + shows, page, ava.button("Create link"));
                ava.button("Close").click();
            }
            page.navigate(links.get(0));
            check("shared comparison", page, heading(page, "Comparison"));
            page.navigate(url() + "/");
            page.navigate(links.get(1));
            check("shared history", page, heading(page, "Samples"));
            assertThat(ava.button("Annotate")).hasCount(0);
            page.navigate(url() + "/");
            page.navigate(url() + "/shared#chattyshare_" + "A".repeat(43));
            check("invalid shared link", page, heading(page, "This link is not valid"));
            page.navigate(room);
            check("lobby", page, heading(page, "Ready to join?"));
            ava.button("Turn on camera and microphone").click();
            check("lobby with camera and microphone", page, ava.button("Mute"));
            page.navigate(url() + "/m/" + UUID.randomUUID());
            check("unknown meeting", page, heading(page, "Meeting not found"));
            page.navigate(url() + "/m/abacus-abacus-abacus-10");
            check("unknown short code", page, heading(page, "Meeting not found"));
            assertThat(ava.button("Join")).hasCount(0);
            page.navigate(url() + "/m/" + UUID.randomUUID() + "/history");
            check("unknown history", page, heading(page, "No history available"));
            page.navigate(url() + "/");
            check("home with meetings", page, heading(page, "Your meetings"));
            page.navigate(url() + "/account");
            ava.button("Delete my account…").click();
            ava.button("Create a token").click();
            page.getByLabel("Token name").fill("a program");
            check("account", page, ava.button("Delete permanently"));
            ava.button("Create token").click();
            check("account with a new token", page, ava.button("I have stored it"));
        }
        assertNothingFound();
    }

    @Test
    void statusOfTheInstallation() {
        try (Person ola = person();
                Person eve = person();
                GoneWorker gone = new GoneWorker(database)) {
            Page page = ola.page();
            ola.signIn(People.OPERATOR);
            ola.button("Account and settings").click();
            menuItem(page, "Status").click();
            Locator problem = page.getByRole(AriaRole.LISTITEM)
                    .filter(new Locator.FilterOptions().setHasText("The analysis worker " + gone.name() + " is gone."));
            check("status with a problem", page, problem);
            gone.replace();
            assertThat(problem).hasCount(0);
            check("status", page, heading(page, "Analysis workers"));
            page.route(
                    "**/graphql",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(503).setBody("{}")));
            check("status that is out of date", page, page.getByRole(AriaRole.ALERT));
            page.reload();
            check("status that cannot be loaded", page, heading(page, "The status could not be loaded"));

            eve.signIn("eve@accessible.example");
            eve.page().navigate(url() + "/status");
            check("status, no operator", eve.page(), heading(eve.page(), "Only operators can see the status"));
        }
        assertNothingFound();
    }

    private static Locator menuItem(Page page, String name) {
        return page.getByRole(
                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
