package org.chattycat.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Deque's axe-core, which finds barriers for people who use a page by keyboard, screen reader or large print. */
public final class Axe {
    /**
     * A function for a page in which {@link #script()} has run. It returns one string per element that breaks a rule: the rule,
     * the element and the remedy. It first finishes transitions, so that it judges no intermediate colours. It allows an open
     * menu to be outside of the page's landmarks.
     */
    public static final String CHECK = """
            async () => {
              document.getAnimations().forEach(animation => {
                if (animation.effect.getComputedTiming().iterations !== Infinity) animation.finish();
              });
              const { violations } = await axe.run(document, {
                rules: { 'label-content-name-mismatch': { enabled: true } },
              });
              const overPage = ({ target }) => document.querySelector(target[0])?.querySelector('[role=menu]');
              return violations.flatMap(({ id, nodes }) =>
                nodes.filter(node => id !== 'region' || !overPage(node)).map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
            }""";

    private Axe() {}

    /** A script that defines {@code axe} in a page. */
    public static String script() {
        try {
            return Files.readString(WebFolder.file("node_modules/axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
