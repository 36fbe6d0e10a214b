package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a participant publishes.
 *
 * @param endpointId the receiving endpoint; null while the page has to negotiate again
 */
@Table("publication")
record Publication(
        @Id UUID id,
        UUID meetingId,
        UUID participantId,
        String kind,
        boolean audioMuted,
        boolean videoMuted,
        String endpointId,
        Instant startedAt,
        Instant endedAt) {}
