package org.chattycat.app.identity.session;

import java.time.Instant;

/**
 * A session of an account, as the account page shows it.
 *
 * @param id identifies the session in requests; not the secret of its cookie
 * @param browser such as {@code Firefox on Linux}
 * @param address of the client at the sign-in
 * @param current whether the request came from this session
 */
record SignedInSession(
        String id, String browser, String address, Instant signedInAt, Instant lastSeenAt, boolean current) {}
