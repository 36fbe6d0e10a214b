package org.chattycat.app.identity.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A passkey as its owner sees it.
 *
 * @param lastUsedAt null before its first use
 * @param backedUp whether it is synchronised between devices, so that losing one does not lose it
 * @param cloned whether a copy of it was seen: it signs nobody in, and should be deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PasskeyView(UUID id, String name, Instant createdAt, Instant lastUsedAt, boolean backedUp, boolean cloned) {}
