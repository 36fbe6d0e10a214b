package org.chattycat.app.identity.session;

/**
 * A session has ended on some instance: its person signed out or ended it from another browser, it expired, or the account was
 * deleted. The application event is published on every instance within 2 s. Listeners close the sockets of the session.
 *
 * @param key of the session, see {@link SessionKey}
 */
public record SessionEnded(String key) {}
