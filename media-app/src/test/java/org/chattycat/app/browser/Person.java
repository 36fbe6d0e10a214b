package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser. Finds everything on the page by what people see, never by how the page is built. */
final class Person implements AutoCloseable {
    private static final Pattern SIGN_IN_LINK = Pattern.compile("https?://\\S+/sign-in\\S+");

    private static final Set<String> COMPLAINTS = Set.of("error", "warning");

    private static final Pattern BADGE = Pattern.compile("^-?\\d+ ms$");

    private final String url;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Person(Browser browser, String url) {
        this.url = url;
        // The camera script uses a blob worker, which the content security policy rejects.
        context = browser.newContext(new Browser.NewContextOptions().setBypassCSP(true));
        context.setDefaultTimeout(30_000);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (COMPLAINTS.contains(message.type())) {
                complaints.add(message.type() + ": " + message.text() + " at " + message.location());
            }
        });
    }

    /** The errors and warnings of the console so far, and what the page's scripts threw. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Page page() {
        return page;
    }

    /** Replaces the camera with one that films a clock code; see clock-camera.js. */
    Person holdingClock() {
        page.exposeFunction(
                "clockCodes",
                arguments -> ClockCodes.from(((Number) arguments[0]).longValue(), ((Number) arguments[1]).intValue()));
        page.addInitScript(resource("/browser/clock-camera.js"));
        return this;
    }

    /** Replaces the camera with one that films a phone; see phone-camera.js. */
    Person filmingPhone() {
        page.addInitScript(resource("/browser/phone-camera.js"));
        return this;
    }

    /** Runs a script before each page's own scripts. */
    Person prepared(String script) {
        page.addInitScript(script);
        return this;
    }

    /** The statistics of the page's peer connections; requires {@link PeerStatistics#SCRIPT}. */
    PeerStatistics statistics() {
        return new PeerStatistics(
                JsonParser.parseString((String) page.evaluate("async () => JSON.stringify(await peerStatistics())")));
    }

    /** Records the steps that follow a click, with their times; see join-watch.js. */
    Person watchingJoins() {
        page.addInitScript(resource("/browser/join-watch.js"));
        return this;
    }

    /** The steps since the last click, once the first frame is shown. */
    @SuppressWarnings("unchecked")
    Map<String, Number> joinMarks() {
        page.waitForFunction("() => joinMarks.picture !== undefined");
        return (Map<String, Number>) page.evaluate("() => joinMarks");
    }

    void signIn(String email) {
        page.navigate(url + "/");
        page.getByRole(AriaRole.TEXTBOX, named("E-mail")).fill(email);
        button("Send sign-in link").click();
        page.navigate(awaitSignInLink(email));
        button("Sign in").click();
        assertThat(button("Continue").or(button("New meeting"))).isVisible();
        if (button("Continue").isVisible()) {
            chooseName(email.substring(0, email.indexOf('@')));
        }
        assertThat(button("New meeting")).isVisible();
    }

    /** The first sign-in of an account asks for its name. */
    void chooseName(String name) {
        page.getByRole(AriaRole.TEXTBOX, named("Your name")).fill(name);
        button("Continue").click();
    }

    /** @return the address of the new meeting's room */
    String createMeeting() {
        button("New meeting").click();
        passLobby();
        return page.url();
    }

    /** Opens the link of a meeting without being signed in, and enters a name. */
    void joinAsGuest(String room, String name) {
        page.navigate(room);
        page.getByRole(AriaRole.TEXTBOX, named("Your name")).fill(name);
        button("Continue").click();
        passLobby();
    }

    /** Joins without changing anything in the lobby. */
    private void passLobby() {
        page.waitForURL(Pattern.compile(".*/m/[0-9a-f-]{36}$"));
        assertThat(page.getByRole(AriaRole.HEADING, named("Ready to join?"))).isVisible();
        button("Join").click();
        assertThat(button("Leave")).isVisible();
    }

    /** Enters a meeting's code, the last part of the room's address, on the home page. */
    void joinByCode(String room) {
        String code = room.substring(room.lastIndexOf('/') + 1);
        page.getByRole(AriaRole.TEXTBOX, named("Meeting code")).fill(code);
        button("Join").click();
        passLobby();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    Locator tile(String participant) {
        return page.getByRole(AriaRole.GROUP, named(participant));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    String awaitSignInLink(String email) {
        for (int attempt = 0; attempt < 100; attempt++) {
            String mails = context.request().get(url + "/api/dev/mail").text();
            JsonArray list = JsonParser.parseString(mails).getAsJsonArray();
            for (JsonElement mail : list) {
                Matcher link =
                        SIGN_IN_LINK.matcher(mail.getAsJsonObject().get("text").getAsString());
                if (mail.getAsJsonObject().get("to").getAsString().contains(email) && link.find()) {
                    return link.group();
                }
            }
            page.waitForTimeout(100);
        }
        throw new AssertionError("no sign-in link for " + email + " within 10 s");
    }

    Locator badge(String participant) {
        return tile(participant).getByText(BADGE);
    }

    Locator pictureOf(String participant) {
        return tile(participant).locator("video");
    }

    /** Waits until ten more frames of a participant were shown. */
    void awaitMovingPictureOf(String participant) {
        assertThat(pictureOf(participant)).hasJSProperty("paused", false);
        int seen = shownFramesOf(participant);
        for (int attempt = 0; shownFramesOf(participant) < seen + 10; attempt++) {
            // After a renegotiation, a new video element counts from zero.
            seen = Math.min(seen, shownFramesOf(participant));
            if (attempt == 300) {
                throw new AssertionError("the video of " + participant + " is frozen for 30 s");
            }
            page.waitForTimeout(100);
        }
    }

    private int shownFramesOf(String participant) {
        Object shown = pictureOf(participant)
                .evaluateAll("videos => videos.map("
                        + "video => video.getVideoPlaybackQuality().totalVideoFrames).reduce((a, b) => a + b, 0)");
        return ((Number) shown).intValue();
    }

    void setClockDelay(int delayMs) {
        page.evaluate("delayMs => { clockCamera.delayMs = delayMs }", delayMs);
    }

    void hideClock() {
        page.evaluate("() => { clockCamera.visible = false }");
    }

    /** @return the {@code data} of the answer */
    JsonElement graphql(String query) {
        String token = context.cookies(url).stream()
                .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        String answer = context.request()
                .post(
                        url + "/graphql",
                        RequestOptions.create().setHeader("X-XSRF-TOKEN", token).setData(Map.of("query", query)))
                .text();
        return JsonParser.parseString(answer).getAsJsonObject().get("data");
    }

    /** A file of the test resources. */
    static String resource(String name) {
        try (InputStream stream = Person.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
