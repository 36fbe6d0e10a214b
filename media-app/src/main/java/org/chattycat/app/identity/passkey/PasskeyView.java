package org.chattycat.app.identity.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A passkey as its owner sees it.
 *
 * @param lastUsedAt null before the first use
 * @param backedUp whether it is synchronized between devices, so that it survives the loss of one
 * @param cloned whether a copy of it was detected; it cannot sign in, and should be deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PasskeyView(UUID id, String name, Instant createdAt, Instant lastUsedAt, boolean backedUp, boolean cloned) {}
