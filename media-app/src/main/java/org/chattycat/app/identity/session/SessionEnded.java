package org.chattycat.app.identity.session;

/**
 * A session is over, on whatever instance it was ended: signed out, ended from another browser, expired, or its account
 * deleted. Published as an application event on every instance within 2 s; whoever holds sockets of that session closes
 * them.
 *
 * @param key what {@link SessionKey} noted at the handshake; no secret, unlike the session's id
 */
public record SessionEnded(String key) {}
