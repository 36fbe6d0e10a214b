package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Signing in as people see it, where it does not go smoothly. */
@ChattyCatTest
@TestPropertySource(properties = {"chattycat.sign-in.links-per-email.count=1", "chattycat.worker.embedded=false"})
class SignInPageIT {
    @LocalServerPort
    private int port;

    @Test
    void whoAsksTooOftenIsToldInASentenceHowLongToWait() {
        String url = "http://localhost:" + port;
        try (Chromium chromium = new Chromium();
                Person ann = new Person(chromium.browser(), url)) {
            Page page = ann.page();
            page.navigate(url + "/");
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("E-mail"))
                    .fill("ann@often.example");
            ann.button("Send sign-in link").click();
            ann.button("Use another address or send it again").click();
            ann.button("Send sign-in link").click();
            assertThat(page.getByRole(AriaRole.ALERT))
                    .hasText(Pattern.compile("Too many attempts\\. Try again in \\d+ min\\."));
        }
    }
}
