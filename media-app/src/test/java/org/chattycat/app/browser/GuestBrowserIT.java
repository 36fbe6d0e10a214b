package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.Test;

/** A host admits a person without an account, and removes them again. */
@ChattyCatTest
class GuestBrowserIT extends BrowserTest {
    private static final String SWITCH = "Let guests join with the link";

    @Test
    void guestSeesTheCallAndNothingElse() {
        try (Person ann = person().holdingClock();
                Person gus = person()) {
            ann.signIn("ann@guests.example");
            String room = ann.createMeeting();
            Page host = ann.page();
            Page guest = gus.page();

            guest.navigate(room);
            assertThat(guest.getByText("This meeting requires an account")).isVisible();
            assertThat(gus.button("Send sign-in link")).isVisible();
            assertThat(gus.button("Continue")).hasCount(0);

            // The card for somebody who is alone has it.
            host.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(SWITCH))
                    .click();
            assertThat(host.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(SWITCH)))
                    .isChecked();

            gus.joinAsGuest(room, "Gus");
            ann.button("Start video").click();
            gus.button("Start video").click();
            assertThat(ann.pictureOf("Gus")).hasJSProperty("paused", false);
            assertThat(gus.pictureOf("ann")).hasJSProperty("paused", false);
            assertThat(ann.tile("Gus").getByText("Guest", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            LiveBadges.collect("ann", 3, 0, Duration.ofSeconds(60), gus);

            guest.reload();
            assertThat(ann.pictureOf("Gus")).hasCount(0);
            gus.button("Rejoin").click();
            assertThat(ann.pictureOf("Gus")).hasJSProperty("paused", false);
            assertThat(gus.button("Leave")).isVisible();

            assertThat(guest.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History")))
                    .hasCount(0);
            Page elsewhere = guest.context().newPage();
            elsewhere.navigate(room + "/history");
            assertThat(elsewhere.getByText("You are a guest in one meeting")).isVisible();
            assertThat(elsewhere.getByText("Sign in with a passkey")).isVisible();
            elsewhere.navigate(url() + "/account");
            assertThat(elsewhere.getByText("You are a guest in one meeting")).isVisible();
            elsewhere.navigate(url() + "/m/00000000-0000-4000-8000-000000000000");
            assertThat(elsewhere.getByText("This meeting requires an account")).isVisible();
            elsewhere.close();

            host.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^People")))
                    .click();
            ann.button("Options for Gus").click();
            host.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Remove…"))
                    .click();
            ann.button("Remove").click();
            assertThat(guest.getByText("You are no longer in this meeting")).isVisible();
            assertThat(ann.tile("Gus")).hasCount(0);
            assertThat(gus.button("Rejoin")).hasCount(0);
        }
    }
}
