package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An account that may do in a meeting what its host may.
 *
 * @param participantId the account's participant who is in the room, or else the latest
 * @param displayName of that participant
 */
@Table("co_host")
record CoHost(@Id UUID participantId, String displayName, Instant since) {}
