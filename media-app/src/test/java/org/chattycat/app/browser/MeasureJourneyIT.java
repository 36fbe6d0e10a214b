package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Somebody who measures for the first time, and does only what the pages say: the phone scans the code of the panel, opens the
 * listener for the local network in spite of the warning about its certificate, and its screen is filmed by the camera of the
 * computer.
 */
@ChattyCatTest
@TestPropertySource(properties = {"chattycat.lan=true", "chattycat.lan-port=0", "chattycat.lan-address=127.0.0.1"})
class MeasureJourneyIT extends BrowserTest {
    private static final Duration TO_FIRST_BADGE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As in a browser that refuses a WebSocket to an address whose certificate it does not know: the handshake fails. */
    private static final String REFUSES_SOCKETS = """
            const Socket = window.WebSocket;
            window.WebSocket = class extends Socket {
              constructor(url) {
                super(url + '/refused');
              }
            };
            """;

    @TempDir
    private static Path dataDir;

    @DynamicPropertySource
    static void keepTheCertificateApart(DynamicPropertyRegistry properties) {
        properties.add("chattycat.data-dir", dataDir::toString);
    }

    @Test
    void firstBadgeWithinHalfAMinute() {
        try (Person ann = person().filmingPhone();
                BrowserContext pocket = phone();
                BrowserContext otherPocket = phone()) {
            ann.signIn("ann@example.org");
            long start = System.nanoTime();
            ann.createMeeting();
            ann.button("Start video").click();
            Locator panel = ann.page().getByRole(AriaRole.COMPLEMENTARY, named("Measure"));
            Locator code = ann.page().getByRole(AriaRole.IMG, named("Code of the link to the clock"));
            assertThat(code).isVisible();
            String link = QrPicture.textIn(code.screenshot());

            assertThat(link).startsWith("https://127.0.0.1:").doesNotStartWith(url());
            assertThat(panel.getByText("It warns that the connection is not private"))
                    .isVisible();
            Page phone = pocket.newPage();
            openInSpiteOfTheWarning(phone, link);
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
            phone.close();
            measuresWithPolls(ann, otherPocket.newPage(), link);
        }
    }

    /** As the panel says for Android. */
    private static void openInSpiteOfTheWarning(Page phone, String link) {
        assertThatThrownBy(() -> phone.navigate(link)).hasMessageContaining("ERR_CERT_AUTHORITY_INVALID");
        phone.getByRole(AriaRole.BUTTON, named("Advanced")).click();
        phone.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Proceed to"))
                .click();
    }

    /** Another phone opens the same link. Its clock comes by HTTPS alone, and is measured all the same. */
    private static void measuresWithPolls(Person ann, Page phone, String link) {
        List<String> polls = new CopyOnWriteArrayList<>();
        List<String> sockets = new CopyOnWriteArrayList<>();
        phone.onRequest(request -> {
            if (request.url().endsWith("/clock/poll")) {
                polls.add(request.url());
            }
        });
        phone.onWebSocket(socket -> sockets.add(socket.url()));
        phone.addInitScript(REFUSES_SOCKETS);
        openInSpiteOfTheWarning(phone, link);
        assertThat(phone.getByText("Synchronised")).isVisible();
        film(phone, ann, () -> ann.badge("ann").count() == 1);
        film(phone, ann, () -> phone.getByText(Pattern.compile("^\\d+ (± \\d+ )?ms$"))
                .isVisible());
        assertThat(polls).hasSizeGreaterThan(2).allMatch(poll -> poll.startsWith("https://127.0.0.1:"));
        assertThat(sockets).isNotEmpty().allMatch(socket -> socket.endsWith("/clock/socket/refused"));
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
