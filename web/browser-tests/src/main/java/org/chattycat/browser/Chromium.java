package org.chattycat.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The system's Chromium, headless, with a fake camera and microphone. Playwright does not download a browser of its own. The
 * environment variable {@code CHATTYCAT_CHROMIUM} names another executable than {@code /usr/bin/chromium}.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Otherwise a host that has only a loopback interface gathers no ICE candidates.
            "--allow-loopback-in-peer-connection",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getenv().getOrDefault("CHATTYCAT_CHROMIUM", "/usr/bin/chromium")))
                    .setArgs(ARGUMENTS));

    /** Starts the browser, and lets Playwright's assertions wait longer than by default: the machine may be loaded. */
    public Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
