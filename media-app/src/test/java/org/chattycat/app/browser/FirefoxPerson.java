package org.chattycat.app.browser;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.chattycat.browser.Firefox;

/** A person with Firefox: a smaller {@link Person}. */
final class FirefoxPerson implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Firefox firefox;
    private final String name;
    private final String url;

    FirefoxPerson(Firefox firefox, String name, String url) {
        this.firefox = firefox;
        this.name = name;
        this.url = url;
        firefox.run(name, "prepare", PeerStatistics.SCRIPT);
    }

    void signIn() {
        firefox.run(name, "open", url + "/");
        firefox.run(name, "fill", "textbox", "E-mail", name + "@example.org");
        press("Send sign-in link");
        firefox.run(name, "open", url + "/sign-in#token=" + ownLinkToken());
        press("Sign in");
        await("() => (%s)() || (%s)()".formatted(shows("Continue"), shows("New meeting")));
        // An account that another test has signed in already has a name.
        if (firefox.run(name, "evaluate", shows("Continue")).getAsBoolean()) {
            firefox.run(name, "fill", "textbox", "Your name", name);
            press("Continue");
        }
        await(shows("New meeting"));
    }

    private static String shows(String button) {
        return "() => [...document.querySelectorAll('button')].some(one => one.innerText === '%s')".formatted(button);
    }

    /** The token of the emailed link. The mailbox shows each browser the emails that it requested. */
    private String ownLinkToken() {
        String read = """
                async () => {
                  const mails = await (await fetch('/api/dev/mail')).json();
                  return mails.map(mail => /#token=([\\w-]+)/.exec(mail.text)?.[1]).find(token => token) ?? null;
                }""";
        return Awaitility.await("the email with the link")
                .atMost(LIMIT)
                .until(() -> firefox.run(name, "evaluate", read), token -> !token.isJsonNull())
                .getAsString();
    }

    /** Opens the link of a meeting, and joins from the lobby. */
    void follow(String link) {
        firefox.run(name, "open", link);
        press("Join");
        await("() => document.querySelector('[aria-label=Leave]') !== null");
    }

    void press(String button) {
        firefox.run(name, "press", button);
    }

    /** Waits until a tile shows video. */
    void sees(String participant) {
        await("""
                name => {
                  const video = document.querySelector(`[role=group][aria-label="${name}"] video`);
                  return video !== null && !video.paused && video.videoWidth > 0;
                }""", participant);
    }

    /** The latency on a tile's badge in ms; empty while there is no badge. */
    Optional<Integer> badge(String participant) {
        JsonElement text = firefox.run(name, "evaluate", """
                name => [...document.querySelectorAll(`[role=group][aria-label="${name}"] button`)]
                    .map(one => one.innerText).find(text => /^-?\\d+ ms$/.test(text))""", participant);
        return text.isJsonNull()
                ? Optional.empty()
                : Optional.of(Integer.parseInt(text.getAsString().replace(" ms", "")));
    }

    PeerStatistics statistics() {
        return new PeerStatistics(firefox.run(name, "evaluate", "() => peerStatistics()"));
    }

    void screenshot(Path file, int width, int height) {
        firefox.run(name, "screenshot", file.toString(), width, height);
    }

    private void await(String condition, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = condition;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Predicate<JsonElement> holds = value -> value.isJsonPrimitive() && value.getAsBoolean();
        Awaitility.await(condition).atMost(LIMIT).until(() -> firefox.run(name, "evaluate", all), holds);
    }

    @Override
    public void close() {
        firefox.run(name, "close");
    }
}
