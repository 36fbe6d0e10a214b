package org.chattycat.app;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/** People for tests: each is a browser of its own that talks to the application over HTTP. */
@TestComponent
public class People {
    private final ApplicationContext context;

    People(ObjectProvider<ApplicationContext> context) {
        this.context = context.getObject();
    }

    /** A browser in which nobody is signed in. */
    public TestBrowser stranger() {
        return new TestBrowser("http://localhost:"
                + ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    /** Signs somebody in through the front door: asks for a link, reads the mail, follows the link. */
    public TestBrowser signIn(String email) {
        TestBrowser browser = stranger();
        browser.signIn(email);
        return browser;
    }
}
