package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A recording as people see it: asked, shown, stopped, played and deleted. */
@ChattyCatTest
class RecordingBrowserIT extends BrowserTest {
    private static final String PLAYS = "video => video.videoWidth > 0 && video.currentTime > 0.2";

    @Test
    @DisplayName("Only those who agree are recorded, everybody sees it, and the history plays the files")
    void aMeetingIsRecorded() {
        try (Person host = person();
                Person ann = person();
                Person ben = person()) {
            host.signIn("rita@example.org");
            String room = host.createMeeting();
            host.button("Start video").click();
            String meeting = room.substring(room.lastIndexOf('/') + 1);
            host.graphql("mutation { allowGuests(meetingId: \"" + meeting + "\", allowed: true) { id } }");
            ann.joinAsGuest(room, "ann");
            ann.button("Start video").click();
            ben.joinAsGuest(room, "ben");
            ben.button("Start video").click();
            host.awaitMovingPictureOf("ann");

            host.button("More").click();
            item(host, "Record").click();
            host.button("Start recording").click();
            ann.button("Record me").click();
            ben.button("Do not record me").click();
            assertThat(ann.button("Recording: You are recorded.")).isVisible();
            assertThat(ben.button("Recording: You are not recorded.")).isVisible();
            for (Person somebody : new Person[] {host, ann, ben}) {
                assertThat(mark(somebody, "rita")).isVisible();
                assertThat(mark(somebody, "ann")).isVisible();
                assertThat(mark(somebody, "ben")).hasCount(0);
            }

            host.button("Recording: You are recorded.").click();
            host.button("Stop recording").click();
            assertThat(ben.page().getByText("The recording has ended.")).isVisible();
            assertThat(mark(host, "ann")).hasCount(0);

            host.page().navigate(room + "/history");
            assertThat(play(host, "rita")).isVisible();
            assertThat(play(host, "ben")).hasCount(0);
            play(host, "ann").click();
            Locator video = host.page().getByLabel("Recording of ann", new Page.GetByLabelOptions().setExact(true));
            host.page().waitForFunction(PLAYS, video.elementHandle());
            host.button("Delete the recording of ann").click();
            host.button("Delete permanently").click();
            assertThat(play(host, "ann")).hasCount(0);
            assertThat(play(host, "rita")).isVisible();
        }
    }

    private static Locator item(Person person, String name) {
        return person.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator mark(Person person, String participant) {
        return person.tile(participant).getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Recorded"));
    }

    private static Locator play(Person person, String participant) {
        return person.button("Play the recording of " + participant);
    }
}
