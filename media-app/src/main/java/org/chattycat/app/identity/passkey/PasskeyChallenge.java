package org.chattycat.app.identity.passkey;

import java.time.Instant;
import org.springframework.data.relational.core.mapping.Table;

/** A challenge that has not been answered yet. Its key is the session together with the ceremony. */
@Table("passkey_challenge")
record PasskeyChallenge(String sessionId, Ceremony ceremony, byte[] challenge, Instant expiresAt) {}
