package org.chattycat.app.identity.session;

import java.time.Instant;

/**
 * One place where an account is signed in.
 *
 * @param id names the session in requests, without being its secret
 * @param browser such as {@code Firefox on Linux}
 * @param address where it was signed in from
 * @param current whether this is the session that asks
 */
public record SignedInSession(
        String id, String browser, String address, Instant signedInAt, Instant lastSeenAt, boolean current) {}
