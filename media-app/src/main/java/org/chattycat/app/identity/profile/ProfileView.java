package org.chattycat.app.identity.profile;

import java.time.Instant;
import java.util.UUID;

/**
 * An account as its owner sees it.
 *
 * @param offerPasskey whether the page should offer to add a passkey: the account has none, and the offer was not skipped recently
 */
record ProfileView(UUID accountId, String email, String displayName, Instant createdAt, boolean offerPasskey) {}
