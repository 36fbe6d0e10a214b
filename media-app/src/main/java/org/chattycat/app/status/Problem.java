package org.chattycat.app.status;

import java.time.Instant;

/**
 * Something that is wrong now.
 *
 * @param text a sentence for operators
 * @param since null if nobody knows
 * @param runbook the title of the section that says what to do
 */
record Problem(String text, Instant since, String runbook) {
    Problem(String text, Instant since, Runbook section) {
        this(text, since, section.title());
    }
}
