package org.chattycat.app.session;

/**
 * A session is over, on whatever instance it was ended: signed out, ended from another browser, expired, or its account
 * deleted. Published as an application event on every instance within 2 s; whoever holds sockets of that session closes
 * them.
 *
 * @param sessionId the id of the HTTP session, as {@code HttpSessionHandshakeInterceptor} keeps it
 */
public record SessionEnded(String sessionId) {
    /** Without the id: it was a secret a moment ago. */
    @Override
    public String toString() {
        return "SessionEnded";
    }
}
