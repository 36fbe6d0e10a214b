package org.chattycat.app.identity.profile;

import java.time.Instant;
import java.util.UUID;

/**
 * An account as its owner sees it.
 *
 * @param offerPasskey whether the page should offer to add a passkey: there is none and the offer was not skipped lately
 */
record ProfileView(UUID accountId, String email, String displayName, Instant createdAt, boolean offerPasskey) {}
