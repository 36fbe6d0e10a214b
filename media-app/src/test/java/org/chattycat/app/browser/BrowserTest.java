package org.chattycat.app.browser;

import com.microsoft.playwright.Browser;
import org.chattycat.browser.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test of the whole application in Chromium, which is started once for each class. */
@Tag("alone")
abstract class BrowserTest {
    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void startChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        chromium.close();
    }

    /** The address of the application, without a slash at the end. */
    String url() {
        return "http://localhost:" + port;
    }

    static Browser browser() {
        return chromium.browser();
    }

    /** A person with a browser profile of their own. */
    Person person() {
        return new Person(chromium.browser(), url());
    }
}
