package org.chattycat.app.platform.mail;

import java.time.Instant;

/**
 * What became of an email, for the page that waits for it. It says nothing about accounts: an email is sent to every address
 * alike.
 *
 * @param until when it is given up, if it was not sent
 */
record EmailState(Progress progress, Instant until) {
    /** The names are those of the API. */
    enum Progress {
        /** It waits for the end of its first attempt. */
        SENDING,
        /** The mail server has accepted it. */
        SENT,
        /** The mail server did not answer, or takes no emails of this sender. It is tried again. */
        UNAVAILABLE,
        /** The mail server answered that it should be tried again later (4xx). */
        PUT_OFF,
        /** The mail server refused it for good (5xx). */
        REFUSED,
        /** It was not sent in time. */
        GIVEN_UP
    }

    /**
     * @param status the column of this name
     * @param attempts that failed
     * @param reply the mail server's last reply to this email; null when there was none
     */
    static EmailState of(String status, int attempts, Integer reply, Instant until) {
        Progress progress =
                switch (status) {
                    case "SENT" -> Progress.SENT;
                    case "REFUSED" -> Progress.REFUSED;
                    case "GIVEN_UP" -> Progress.GIVEN_UP;
                    default ->
                        attempts == 0 ? Progress.SENDING : reply == null ? Progress.UNAVAILABLE : Progress.PUT_OFF;
                };
        return new EmailState(progress, until);
    }
}
