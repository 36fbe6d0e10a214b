package org.chattycat.app.identity.signin;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A browser in which an account signed in. Its key is the account together with the hash.
 *
 * @param email the address of the account at that time
 * @param secretHash SHA-256 of the browser's cookie
 */
@Table("known_browser")
record KnownBrowser(UUID accountId, String email, byte[] secretHash, Instant signedInAt) {}
