package org.chattycat.app.platform.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The front end does nothing that the content security policy forbids. */
@ChattyCatTest
class PageUnderPolicyIT {
    @Autowired
    private People people;

    @Test
    void followsThePolicy() {
        TestBrowser ada = people.signIn("ada@policy.example");
        try (Chromium chromium = new Chromium();
                BrowserContext context = chromium.browser().newContext()) {
            List<String> violations = new CopyOnWriteArrayList<>();
            context.exposeFunction("violated", arguments -> violations.add(String.valueOf(arguments[0])));
            context.addInitScript("document.addEventListener('securitypolicyviolation', e =>"
                    + " violated(location.pathname + ': ' + e.violatedDirective + ' ' + e.blockedURI + ' '"
                    + " + e.sourceFile + ':' + e.lineNumber))");
            Page page = context.newPage();
            visit(page, ada.base(), "/", "/sign-in", "/dev/mail", "/clock");
            context.addCookies(
                    List.of(new Cookie("chattycat", ada.cookie("chattycat").orElseThrow()).setUrl(ada.base())));
            visit(page, ada.base(), "/", "/account", "/m/" + UUID.randomUUID());
            assertThat(violations).isEmpty();
        }
    }

    private static void visit(Page page, String base, String... paths) {
        for (String path : paths) {
            page.navigate(
                    base + path,
                    new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD).setTimeout(60_000));
            page.waitForFunction("() => document.body.innerText.trim() !== ''");
        }
    }
}
