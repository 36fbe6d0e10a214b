package org.chattycat.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.chattycat.app.ChattyCatTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The sign-in page when signing in fails. */
@ChattyCatTest
@TestPropertySource(properties = {"chattycat.sign-in.links-per-email.count=1", "chattycat.worker.embedded=false"})
class SignInPageIT extends BrowserTest {
    @Test
    @DisplayName("A person who requests too many links is told how long to wait")
    void tooManyLinksAreRefused() {
        try (Person ann = person()) {
            Page page = ann.page();
            page.navigate(url() + "/");
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
