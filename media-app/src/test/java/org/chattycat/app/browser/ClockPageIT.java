package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.browser.Firefox;
import org.chattycat.browser.WebKit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The clock page draws codes that can be read, about ten a second, and that show the server's time, in three browsers. */
@ChattyCatTest
class ClockPageIT extends BrowserTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SECONDS = 4;
    /** The server and the browsers share a clock. A text may show an instant up to two refreshes ahead. */
    private static final long TOLERANCE_MS = 60;

    private static final Pattern TEXT = Pattern.compile("oT(\\d{12}\\.\\d{3})oTD0oTZ0oTI(\\d{5})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss.SSS");

    /** The page must not believe the device's own clock. */
    private static final String WRONG_CLOCK = "const now = Date.now; Date.now = () => now() + 3_600_000;";

    /** The page can say that it is synchronised before it draws its first code, whose margin is white. The empty canvas is black. */
    private static final String IS_SHOWN = """
            () => {
              const canvas = document.querySelector('canvas');
              return document.body.innerText.includes('Synchronised') && canvas?.width > 0 &&
                canvas.getContext('2d').getImageData(0, 0, 1, 1).data[0] === 255;
            }""";

    /** Every code that the page draws in some seconds, as JSON: its picture and the age of the page then. */
    private static final String COLLECT = """
            async () => {
              const canvas = document.querySelector('canvas');
              const codes = [];
              for (const start = performance.now(); performance.now() - start < %d; ) {
                const picture = canvas.toDataURL();
                if (picture !== codes.at(-1)?.picture) codes.push({ picture, at: performance.now() });
                await new Promise(requestAnimationFrame);
              }
              return JSON.stringify(codes);
            }""".formatted(SECONDS * 1000);

    /** @param at when it was drawn, in ms since the page was opened */
    private record Code(long instant, String clockId, double at) {}

    @Test
    void chromium() {
        try (Person ann = person()) {
            String link = clockLink(ann);
            Page phone = ann.page().context().browser().newPage();
            phone.addInitScript(WRONG_CLOCK);
            phone.setViewportSize(390, 844);
            phone.navigate(link);
            check(script -> JsonParser.parseString(String.valueOf(phone.evaluate(script))));
            assertThat(phone).hasURL(url() + "/clock");

            phone.navigate("about:blank");
            phone.navigate(url() + "/clock#AAAAAAAAAAAAAAAAAAAAAA");
            assertThat(phone.getByText("This link does not work")).isVisible();
            phone.close();
        }
    }

    @Test
    void firefox() throws IOException {
        try (Person ann = person();
                Firefox firefox = new Firefox()) {
            firefox.run("phone", "prepare", WRONG_CLOCK);
            firefox.run("phone", "open", clockLink(ann));
            check(script -> parsed(firefox.run("phone", "evaluate", script)));
        }
    }

    @Test
    void webKit() throws IOException {
        Assumptions.assumeTrue(
                WebKit.isInstalled(),
                "WebKit is not tested: the packages webkit2gtk-driver and xvfb are not installed");
        try (Person ann = person();
                WebKit phone = new WebKit(390, 844)) {
            phone.open(clockLink(ann));
            check(script -> parsed(phone.evaluate(script)));
        }
    }

    private static JsonElement parsed(JsonElement answer) {
        boolean text = answer.isJsonPrimitive() && answer.getAsJsonPrimitive().isString();
        return text ? JsonParser.parseString(answer.getAsString()) : answer;
    }

    /** The link that the Measure panel offers on a server which no phone can reach. */
    private static String clockLink(Person person) {
        person.signIn("ann@example.org");
        person.createMeeting();
        person.button("Measure").click();
        return person.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the clock"))
                .getAttribute("href");
    }

    private static void check(Function<String, JsonElement> page) {
        Awaitility.await("a code is shown").atMost(LIMIT).until(() -> page.apply(IS_SHOWN)
                .getAsBoolean());
        long before = System.currentTimeMillis();
        JsonArray pictures = page.apply(COLLECT).getAsJsonArray();
        long after = System.currentTimeMillis();
        List<Code> codes = new ArrayList<>();
        pictures.forEach(picture -> codes.add(read(
                picture.getAsJsonObject().get("picture").getAsString(),
                picture.getAsJsonObject().get("at").getAsDouble())));

        double perSecond = codes.size() / (double) SECONDS;
        System.out.printf("codes per second: %.1f%n", perSecond);
        assertThat(perSecond).as("codes per second").isBetween(7.0, 12.0);
        assertThat(codes).extracting(Code::clockId).containsOnly(codes.get(0).clockId());
        // The first code was drawn before the first look.
        assertThat(codes.get(0).instant()).isGreaterThan(before - 200 - TOLERANCE_MS);
        assertThat(codes.get(codes.size() - 1).instant()).isLessThan(after + TOLERANCE_MS);
        for (int i = 1; i < codes.size(); i++) {
            Code last = codes.get(i - 1);
            Code code = codes.get(i);
            // What it shows advances as the page's own clock does.
            double error = (code.instant() - last.instant()) - (code.at() - last.at());
            assertThat(code.instant()).as("code %d", i).isGreaterThan(last.instant());
            assertThat(error).as("step of code %d, in ms", i).isBetween(-150.0, 150.0);
        }
    }

    private static Code read(String picture, double at) {
        String text = QrPicture.textIn(picture);
        Matcher parts = TEXT.matcher(text);
        assertThat(parts.matches()).as(text).isTrue();
        long instant = LocalDateTime.parse(parts.group(1), TIME)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        return new Code(instant, parts.group(2), at);
    }
}
