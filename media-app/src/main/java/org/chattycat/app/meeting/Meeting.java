package org.chattycat.app.meeting;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A meeting as one account sees it.
 *
 * @param id also the code that people share
 * @param startedAt when the first participant joined; null before
 * @param endedAt when the last participant left; null while somebody is in the room or before anybody has joined
 * @param host whether the account may act as the host, see {@link Hosts}
 * @param coHost whether it may because it is a co-host: it did not create the meeting
 * @param guestsAllowed whether people without an account may join
 * @param locked whether only people who were in the meeting before may join
 * @param waitingRoom whether the host admits everybody who was not in the meeting before
 * @param stampsRequested whether the host asks everybody to switch the stamp clock on
 * @param title null for none
 * @param shortCode null before it is first shown, see {@link ShortCodes}
 */
@Table("meeting")
public record Meeting(
        @Id UUID id,
        Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        boolean host,
        boolean coHost,
        boolean guestsAllowed,
        boolean locked,
        boolean waitingRoom,
        boolean stampsRequested,
        String title,
        String shortCode) {}
