package org.chattycat.app;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/** People for tests. Each has a separate browser that uses the application over HTTP. */
@TestComponent
public class People {
    /** The address of an operator, see {@link TestDatabase}. */
    public static final String OPERATOR = "operator@status.example";

    private final ApplicationContext context;

    People(ObjectProvider<ApplicationContext> context) {
        this.context = context.getObject();
    }

    /** A browser in which nobody is signed in. */
    public TestBrowser stranger() {
        return new TestBrowser("http://localhost:"
                + ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    /** Signs somebody in as a person would: requests a link, reads the email, and uses the link. */
    public TestBrowser signIn(String email) {
        TestBrowser browser = stranger();
        browser.signIn(email);
        return browser;
    }
}
