package org.chattycat.app.identity.account;

import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpStatus;

/** Reads what people typed into forms; what is not valid ends the request with status 400. */
public final class Inputs {
    private Inputs() {}

    /** @throws ProblemException 400 {@code BAD_EMAIL} */
    public static EmailAddress email(String typed) {
        try {
            return EmailAddress.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_EMAIL", e.getMessage());
        }
    }

    /** @throws ProblemException 400 {@code BAD_NAME} */
    public static DisplayName displayName(String typed) {
        try {
            return new DisplayName(typed);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "BAD_NAME", e.getMessage());
        }
    }
}
