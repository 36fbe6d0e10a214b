package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.latency.history.MeasuredMeeting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** From a measured call to a comparison that others read, and to its end. */
@ChattyCatTest
class HistoryJourneyIT extends BrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    /** So many seconds have enough blocks for a comparison. */
    private static final int SECONDS = 200;

    @Autowired
    private DatabaseClient database;

    @Test
    @DisplayName(
            "A measured call has figures; two spans of it are compared, shared with a stranger, and shared no longer")
    void fromTheCallToASharedComparison() {
        try (Person ann = person();
                Person bob = person();
                Person stranger = person()) {
            ann.signIn("anneke@example.org");
            bob.signIn("bobbie@example.org");
            String room = ann.createMeeting();
            bob.joinByCode(room);
            UUID meeting = UUID.fromString(room.substring(room.lastIndexOf('/') + 1));
            measure(ann, bob, meeting);
            ann.button("Leave").click();
            assertThat(heading(ann.page(), "You left the meeting")).isVisible();

            Instant slower = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1800);
            Instant faster = slower.minusSeconds(1800);
            UUID participant = participant(meeting, "anneke");
            MeasuredMeeting measured = new MeasuredMeeting(database, meeting);
            measured.storeSeconds(participant, "STAMP", faster, SECONDS, 120, 1);
            measured.storeSeconds(participant, "STAMP", slower, SECONDS, 180, 1);

            ann.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History"))
                    .click();
            Locator figures = region(ann.page(), "Figures");
            assertThat(figures).containsText("anneke");
            assertThat(figures).containsText("Stamped by the sender’s browser");
            assertThat(ann.page().getByRole(AriaRole.IMG, starting("Latency over time")))
                    .isVisible();
            assertThat(ann.page().getByRole(AriaRole.IMG, starting("Glass to glass over time")))
                    .isVisible();

            mark(ann.page(), "A", faster, 120);
            mark(ann.page(), "B", slower, 180);
            Locator sentence =
                    ann.page().getByText(Pattern.compile("^B is (59|60|61)(\\.\\d)? ms slower, 95 % interval "));
            assertThat(sentence).isVisible();
            String found = sentence.textContent();

            ann.button("Share").click();
            assertThat(ann.page().getByLabel("The link shows")).hasValue("comparison");
            ann.button("Create link").click();
            ann.button("Copy the link").waitFor();
            stranger.page().navigate(ann.page().locator("dialog pre").textContent());
            seesTheComparisonAndNothingElse(stranger.page(), found);
            stranger.page().navigate(room + "/history");
            assertThat(stranger.page().getByText("Sign in with a passkey")).isVisible();
            assertThat(stranger.page().locator("body")).not().containsText("anneke");

            ann.page()
                    .getByRole(AriaRole.BUTTON, starting("Revoke: Comparison"))
                    .click();
            assertThat(ann.page().getByRole(AriaRole.BUTTON, starting("Revoke: ")))
                    .hasCount(0);
            // The tab remembers the link.
            stranger.page().navigate(url() + "/shared");
            assertThat(heading(stranger.page(), "This link is not valid")).isVisible();
            assertThat(stranger.page().getByText("It is incomplete, has expired, or was revoked"))
                    .isVisible();
        }
    }

    /** Ann shows a stamp until Bob's page has reported the whole way to his screen. */
    private void measure(Person ann, Person bob, UUID meeting) {
        ann.button("Start video").click();
        bob.awaitMovingPictureOf("anneke");
        Page page = ann.page();
        page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Stamp clock"))
                .click();
        assertThat(page.getByText("Stamp clock read.")).isVisible(SOON);
        LiveBadges.collect("anneke", 3, -5, LIMIT, bob);
        Awaitility.await().atMost(LIMIT).until(() -> database.sql("""
                        select exists (select from viewer_quality_window
                            where meeting_id = :meeting and glass_to_glass_ms is not null) and exists (
                            select from latency_sample where meeting_id = :meeting and validity = 'VALID')
                        """)
                .bind("meeting", meeting)
                .map(row -> row.get(0, Boolean.class))
                .one()
                .block());
    }

    private UUID participant(UUID meeting, String name) {
        return database.sql("select id from participant where meeting_id = :meeting and display_name = :name")
                .bind("meeting", meeting)
                .bind("name", name)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
    }

    /** Opens the range by its address, which keeps the spans that are marked, and marks it. */
    private static void mark(Page page, String label, Instant from, int medianMs) {
        page.navigate((String) page.evaluate(
                "([from, to]) => { const url = new URL(location.href); url.searchParams.set('from', from);"
                        + " url.searchParams.set('to', to); return url.href; }",
                new String[] {from.toString(), from.plusSeconds(SECONDS).toString()}));
        assertThat(region(page, "Figures")).containsText(Pattern.compile("Median" + medianMs / 10 + "\\d ms"));
        page.getByRole(AriaRole.BUTTON, starting("Mark as " + label)).click();
        assertThat(page.getByRole(AriaRole.BUTTON, starting("Remove " + label))).isVisible();
    }

    private static void seesTheComparisonAndNothingElse(Page page, String sentence) {
        assertThat(heading(page, "Comparison")).isVisible(SOON);
        assertThat(page.getByText(sentence)).isVisible();
        assertThat(page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Compared spans")))
                .containsText("anneke");
        for (String part : new String[] {"Figures", "Charts"}) {
            assertThat(region(page, part)).hasCount(0);
        }
        assertThat(heading(page, "Samples")).hasCount(0);
        assertThat(heading(page, "Timeline")).hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, starting("Download"))).hasCount(0);
        assertThat(page.locator("body")).not().containsText("bobbie");
        assertThat(page.locator("body")).not().containsText("@example.org");
    }

    private static Locator region(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByRoleOptions starting(String name) {
        return new Page.GetByRoleOptions().setName(Pattern.compile("^" + name));
    }
}
