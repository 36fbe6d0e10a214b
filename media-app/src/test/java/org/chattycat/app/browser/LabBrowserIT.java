package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lab in a browser, with the process that really reads videos. */
@ChattyCatTest
class LabBrowserIT extends BrowserTest {
    private static final Pattern RESULT = Pattern.compile("^Clock \\d+ is (\\d+) ms behind clock \\d+$");
    private static final Path CLIPS = Path.of("../analysis-worker/src/test/resources/clips");
    /** Starting a JVM on a busy machine takes a while. */
    private static final double ANALYSED_MS = 120_000;

    @Test
    @DisplayName("A stranger drops a video of two clocks and gets their difference, a table, a histogram and files")
    void fromTheFileToTheReport() throws IOException {
        try (Person sam = person()) {
            Page page = sam.page();
            page.navigate(url() + "/");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Measure from a video"))
                    .click();
            assertThat(page.getByText("film the phone and the screen")).isVisible();
            input(page).setInputFiles(FilmOfTwoClocks.named("two clocks.webm", page));
            Locator heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(RESULT));
            heading.waitFor(new Locator.WaitForOptions().setTimeout(ANALYSED_MS));
            Matcher result = RESULT.matcher(heading.innerText());
            assertThat(result.matches()).isTrue();
            assertThat(Integer.parseInt(result.group(1))).isEqualTo(FilmOfTwoClocks.DELAY_MILLIS);
            assertThat(page.getByRole(
                            AriaRole.IMG,
                            new Page.GetByRoleOptions().setName(Pattern.compile("^Differences of clocks"))))
                    .isVisible();
            assertThat(page.getByRole(
                            AriaRole.CELL,
                            new Page.GetByRoleOptions()
                                    .setName(FilmOfTwoClocks.DELAY_MILLIS + " ms")
                                    .setExact(true)))
                    .not()
                    .hasCount(0);
            Download csv = page.waitForDownload(() -> sam.button("CSV").click());
            assertThat(csv.suggestedFilename()).isEqualTo("two clocks.csv");
            List<String> lines = Files.readAllLines(csv.path(), StandardCharsets.UTF_8);
            assertThat(lines.get(0)).startsWith("kind,frame,seconds");
            assertThat(lines).filteredOn(line -> line.startsWith("pair,")).hasSizeGreaterThan(10);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(heading).isVisible();
            assertThat(sam.button("Print")).isHidden();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

            page.reload();
            assertThat(heading).isVisible();
            sam.button("Another video").click();
            assertThat(input(page)).hasCount(1);
        }
    }

    @Test
    @DisplayName("Files that are no video, damaged, or without a clock get one sentence")
    void explainsWhatIsWrong() throws IOException {
        try (Person sam = person()) {
            Page page = sam.page();
            page.navigate(url() + "/lab");
            input(page)
                    .setInputFiles(
                            new FilePayload("a.mp4", "video/mp4", "no video at all".getBytes(StandardCharsets.UTF_8)));
            assertThat(page.getByRole(AriaRole.ALERT))
                    .hasText("This file is not a video that can be read here; choose an MP4, MOV or WebM file.");
            byte[] whole = Files.readAllBytes(CLIPS.resolve("phone-hevc.mov"));
            byte[] cut = Arrays.copyOf(whole, 9000);
            input(page).setInputFiles(new FilePayload("cut.mov", "video/quicktime", cut));
            assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("damaged")))
                    .hasText("This video is damaged or incomplete: it cannot be opened.");
            input(page).setInputFiles(new FilePayload("phone.mov", "video/quicktime", whole));
            page.getByText("No frame shows two clocks").waitFor(new Locator.WaitForOptions().setTimeout(ANALYSED_MS));
            assertThat(page.getByText("a clock in 100 % of the frames")).isVisible();
            assertThat(page.getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("12 frames (100 %)")))
                    .isVisible();
        }
    }

    private static Locator input(Page page) {
        return page.getByLabel("Video file");
    }
}
