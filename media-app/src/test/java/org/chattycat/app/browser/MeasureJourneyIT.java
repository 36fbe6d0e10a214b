package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.Test;

/**
 * Somebody who measures for the first time, and does only what the pages say: the phone scans the code of the panel, and its
 * screen is filmed by the camera of the computer.
 */
@ChattyCatTest
class MeasureJourneyIT extends BrowserTest {
    private static final Duration TO_FIRST_BADGE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** In this test, the phone is on the same machine. */
    private static final String PHONES_CAN_REACH_LOCALHOST = """
            const parse = JSON.parse;
            JSON.parse = (...args) => {
              const value = parse(...args);
              if (value?.type === 'clockLink') value.reachable = true;
              return value;
            };
            """;

    @Test
    void firstBadgeWithinHalfAMinute() {
        try (Person ann = person().filmingPhone().prepared(PHONES_CAN_REACH_LOCALHOST);
                BrowserContext pocket = phone()) {
            ann.signIn("ann@example.org");
            long start = System.nanoTime();
            ann.createMeeting();
            ann.button("Start video").click();
            Locator panel = ann.page().getByRole(AriaRole.COMPLEMENTARY, named("Measure"));
            Locator code = ann.page().getByRole(AriaRole.IMG, named("Code of the link to the clock"));
            assertThat(code).isVisible();
            String link = QrPicture.textIn(code.screenshot());

            Page phone = pocket.newPage();
            phone.navigate(link);
            assertThat(phone.getByText("Hold this up to ann’s camera")).isVisible();
            film(phone, ann, () -> ann.badge("ann").count() == 1);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf("From New meeting to the first badge: %d ms%n", took.toMillis());
            assertThat(took).isLessThan(TO_FIRST_BADGE);

            film(phone, ann, () -> panel.getByText("Clock found.").isVisible());
            film(phone, ann, () -> panel.getByText(Pattern.compile("^\\d+ (± \\d+ )?ms$"))
                    .isVisible());
            film(phone, ann, () -> phone.getByText("The camera reads this clock")
                    .isVisible());
            film(phone, ann, () -> phone.getByText(Pattern.compile("^\\d+ (± \\d+ )?ms$"))
                    .isVisible());
            film(phone, ann, () -> outlined(ann));

            // With a stamp beside the filmed clock, their difference is the camera's own delay.
            ann.page().evaluate("() => { phoneCamera.x = 0.7 }");
            Locator stamp = ann.page().getByRole(AriaRole.SWITCH, named("Stamp clock"));
            stamp.click();
            film(phone, ann, () -> panel.getByText(Pattern.compile("^camera’s own delay -?\\d+ ± \\d+ ms$"))
                    .isVisible());
            stamp.click();

            ann.page().evaluate("() => { phoneCamera.picture = null }");
            assertThat(ann.badge("ann")).hasCount(0);
            assertThat(panel.getByText("No code in sight.")).isVisible();
        }
    }

    /** The camera sees the phone in the left part of its picture. The person sees the picture mirrored. */
    private static boolean outlined(Person ann) {
        Locator outline = ann.tile("ann").locator("polygon").first();
        if (outline.count() == 0) {
            return false;
        }
        BoundingBox tile = ann.tile("ann").boundingBox();
        BoundingBox box = outline.boundingBox();
        if (box == null) {
            return false;
        }
        double centre = (box.x + box.width / 2 - tile.x) / tile.width;
        assertThat(centre).as("centre of the outline in the tile").isBetween(0.6, 0.9);
        assertThat(box.width).as("width of the outline").isGreaterThan(0.15 * tile.width);
        return true;
    }

    private BrowserContext phone() {
        BrowserContext context = browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setIsMobile(true)
                        .setHasTouch(true));
        context.setDefaultTimeout(LIMIT.toMillis());
        return context;
    }

    /** Shows the phone's screen to the camera until a condition holds. */
    private static void film(Page phone, Person person, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for what the phone shows").isLessThan(deadline);
            String screen = Base64.getEncoder().encodeToString(phone.screenshot());
            person.page().evaluate("screen => phoneCamera.show('data:image/png;base64,' + screen)", screen);
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
