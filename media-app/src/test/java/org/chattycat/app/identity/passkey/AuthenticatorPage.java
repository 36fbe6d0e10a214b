package org.chattycat.app.identity.passkey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chattycat.app.TestBrowser;
import org.chattycat.app.browser.VirtualAuthenticator;

/** A page in Chromium with a virtual authenticator that stores discoverable keys and verifies its user. */
final class AuthenticatorPage implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final VirtualAuthenticator authenticator;

    AuthenticatorPage(Browser browser, String base) {
        context = browser.newContext();
        context.setDefaultTimeout(60_000);
        context.addInitScript(script());
        page = context.newPage();
        authenticator = new VirtualAuthenticator(page);
        page.navigate(base + "/clock");
    }

    /** Uses the session of another browser, which signed in with a link. */
    AuthenticatorPage signedInAs(TestBrowser browser) {
        for (String name : List.of("chattycat", "XSRF-TOKEN")) {
            browser.cookie(name)
                    .ifPresent(value -> context.addCookies(List.of(new Cookie(name, value).setUrl(browser.base()))));
        }
        return this;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> create(String userVerification) {
        return new LinkedHashMap<>((Map<String, Object>)
                page.evaluate("verification => ceremonies.create(verification)", userVerification));
    }

    Answer register(Map<String, Object> credential) {
        return answer(page.evaluate("credential => ceremonies.register(credential)", credential));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> prove(Map<String, Object> how) {
        return new LinkedHashMap<>((Map<String, Object>) page.evaluate("how => ceremonies.assert(how)", how));
    }

    Map<String, Object> prove() {
        return prove(Map.of());
    }

    Answer signIn(Map<String, Object> assertion) {
        return answer(page.evaluate("assertion => ceremonies.signIn(assertion)", assertion));
    }

    /** Sends the same assertion twice at the same time, and returns both statuses. */
    List<?> signInTwice(Map<String, Object> assertion) {
        return (List<?>) page.evaluate(
                "async assertion => (await Promise.all([ceremonies.signIn(assertion), ceremonies.signIn(assertion)]))"
                        + ".map(answer => answer.status)",
                assertion);
    }

    void signOut() {
        page.evaluate("() => ceremonies.signOut()");
    }

    boolean signedIn() {
        return (boolean) page.evaluate("async () => (await ceremonies.session()).signedIn");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> options(String path) {
        return (Map<String, Object>) page.evaluate("path => ceremonies.options(path)", path);
    }

    void userVerified(boolean verified) {
        authenticator.userVerified(verified);
    }

    /** Opens a page of another origin that can use the keys of the same relying party. */
    AuthenticatorPage openOtherOrigin(String origin) {
        context.route(
                origin + "/**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<title>Lure</title>")));
        page.navigate(origin + "/");
        return this;
    }

    /** The assertion that the key creates on the current page for options that were fetched elsewhere. */
    @SuppressWarnings("unchecked")
    Map<String, Object> proveFor(String options) {
        return new LinkedHashMap<>(
                (Map<String, Object>) page.evaluate("options => ceremonies.assertFor(JSON.parse(options))", options));
    }

    /** The key that the current page creates for options that were fetched elsewhere. */
    @SuppressWarnings("unchecked")
    Map<String, Object> createFor(String options) {
        return new LinkedHashMap<>(
                (Map<String, Object>) page.evaluate("options => ceremonies.createFor(JSON.parse(options))", options));
    }

    @Override
    public void close() {
        context.close();
    }

    record Answer(int status, String body) {}

    private static Answer answer(Object evaluated) {
        Map<?, ?> map = (Map<?, ?>) evaluated;
        return new Answer(((Number) map.get("status")).intValue(), (String) map.get("body"));
    }

    private static String script() {
        try (InputStream in = AuthenticatorPage.class.getResourceAsStream("/passkey/ceremonies.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
